import type { Language } from "./wording";

const ignore = "Si no lo ha pedido, no tiene que hacer nada.";

export const es: Language = {
  "sign-up": { subject: "Su código para {product}", lead: "Le damos la bienvenida a {product}. Confirme su dirección con este código:", end: ignore, sms: "{code} es su código para {product}." },
  "sign-in": { subject: "Su código de acceso a {product}", lead: "Acceda a {product} con este código:", end: `No se lo dé a nadie. ${ignore}`, sms: "{code} es su código de acceso a {product}. No se lo dé a nadie." },
  reset: { subject: "Una contraseña nueva para {product}", lead: "Elija una contraseña nueva con este código:", end: ignore, sms: "{code} es su código para una contraseña nueva en {product}." },
  address: { subject: "Confirme su dirección", lead: "Confirme su nueva dirección en {product} con este código:", end: ignore, sms: "{code} confirma su número en {product}." },
  invitation: {
    subject: "Tiene una invitación a {product}", lead: "Alguien ha abierto una cuenta en {product} para usted. Su nombre es {username}; acceda una vez con esta contraseña:",
    end: "Después elegirá una propia.", sms: "{product}: su nombre es {username}, su primera contraseña {code}",
  },
  "new-device": {
    subject: "Un nuevo acceso a {product}", lead: "Alguien acaba de acceder a su cuenta en {product} desde un dispositivo que no conocíamos.",
    end: "Si no ha sido usted, cambie ahora su contraseña.",
  },
};
