import type { Language } from "./wording";

const ignore = "Falls Sie das nicht wollten, müssen Sie nichts tun.";

export const de: Language = {
  "sign-up": { subject: "Ihr Code für {product}", lead: "Willkommen bei {product}. Bestätigen Sie Ihre Adresse mit diesem Code:", end: ignore, sms: "{code} ist Ihr Code für {product}." },
  "sign-in": { subject: "Ihr Anmeldecode für {product}", lead: "Melden Sie sich bei {product} mit diesem Code an:", end: `Geben Sie ihn niemandem weiter. ${ignore}`, sms: "{code} ist Ihr Anmeldecode für {product}. Geben Sie ihn niemandem." },
  reset: { subject: "Ein neues Passwort für {product}", lead: "Wählen Sie mit diesem Code ein neues Passwort:", end: ignore, sms: "{code} ist Ihr Code für ein neues Passwort bei {product}." },
  address: { subject: "Bestätigen Sie Ihre Adresse", lead: "Bestätigen Sie Ihre neue Adresse bei {product} mit diesem Code:", end: ignore, sms: "{code} bestätigt Ihre Nummer bei {product}." },
  invitation: {
    subject: "Sie sind zu {product} eingeladen", lead: "Jemand hat für Sie ein Konto bei {product} eröffnet. Ihr Name ist {username}; melden Sie sich einmal mit diesem Passwort an:",
    end: "Danach wählen Sie ein eigenes.", sms: "{product}: Ihr Name ist {username}, Ihr erstes Passwort {code}",
  },
  "new-device": {
    subject: "Eine neue Anmeldung bei {product}", lead: "Soeben hat sich jemand auf einem Gerät, das wir nicht kannten, bei Ihrem Konto bei {product} angemeldet.",
    end: "Falls Sie das nicht waren, ändern Sie jetzt Ihr Passwort.",
  },
};
