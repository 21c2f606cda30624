import type { Language } from "./wording";

const ignore = "Si vous n'avez rien demandé, vous n'avez rien à faire.";

export const fr: Language = {
  "sign-up": { subject: "Votre code pour {product}", lead: "Bienvenue chez {product}. Confirmez votre adresse avec ce code :", end: ignore, sms: "{code} est votre code pour {product}." },
  "sign-in": { subject: "Votre code de connexion à {product}", lead: "Connectez-vous à {product} avec ce code :", end: `Ne le donnez à personne. ${ignore}`, sms: "{code} est votre code de connexion à {product}. Ne le donnez à personne." },
  reset: { subject: "Un nouveau mot de passe pour {product}", lead: "Choisissez un nouveau mot de passe avec ce code :", end: ignore, sms: "{code} est votre code pour un nouveau mot de passe chez {product}." },
  address: { subject: "Confirmez votre adresse", lead: "Confirmez votre nouvelle adresse chez {product} avec ce code :", end: ignore, sms: "{code} confirme votre numéro chez {product}." },
  invitation: {
    subject: "Vous êtes invité à {product}", lead: "Un compte a été ouvert pour vous chez {product}. Votre nom est {username} ; connectez-vous une fois avec ce mot de passe :",
    end: "Vous en choisirez ensuite un à vous.", sms: "{product} : votre nom est {username}, votre premier mot de passe {code}",
  },
  "new-device": {
    subject: "Une nouvelle connexion à {product}", lead: "Quelqu'un vient de se connecter à votre compte chez {product} sur un appareil que nous ne connaissions pas.",
    end: "Si ce n'était pas vous, changez votre mot de passe maintenant.",
  },
};
