"""Por qué pyHanko no firma un PDF, en español: cada causa con sus palabras.

Lo dice en inglés, con un error de la misma clase para todas; cuál fue sale de lo que dice.
"""

from pyhanko.pdf_utils.misc import FormFillingError

_DE_OTRO_FIRMANTE = "el campo donde se firma sólo admite la firma de otra persona o de otro emisor"
_DE_OTRA_CLASE = "el campo donde se firma exige una firma de otra clase que la que aquí se pone"
_SIN_CAMPO = "el campo de la firma no se encuentra en su formulario"
_VARIOS_CAMPOS = "no se sabe en cuál de los campos de su formulario va la firma"
_CAMPO_DANADO = "un campo de su formulario está mal escrito"
_OTRA_LLAVE = (
    "la llave es de una clase con que no se firma; se esperaba una RSA o de curva elíptica"
)
_SIN_CERTIFICADO = "el certificado de quien firma falta o no se pudo comprobar"
_CON_VALIDACION = "pide guardar con la firma los datos con que se comprueba, y aquí no se guardan"
_HIBRIDO = (
    "trae referencias híbridas, que un programa viejo y uno nuevo leen distinto, y firmado así no"
    " se sabe qué se firmó; guárdelo de nuevo como PDF, o imprímalo a uno, y firme ese"
)
_DE_LEJOS = "quien guarda la llave no respondió lo que se esperaba"

_MOTIVOS: tuple[tuple[str, str], ...] = (
    ("forbids all changes", "ya está certificado, y quien lo certificó no admite otra firma"),
    ("hybrid cross-reference", _HIBRIDO),
    ("must be the first signature", "ya está firmado, y una certificación va antes que las firmas"),
    ("filled already", "el campo de la firma ya está firmado"),
    ("several empty", _VARIOS_CAMPOS),
    ("a field name", _VARIOS_CAMPOS),
    ("field spec", _VARIOS_CAMPOS),
    ("Field names", _VARIOS_CAMPOS),
    ("no empty", _SIN_CAMPO),
    ("not contain a form", _SIN_CAMPO),
    ("No AcroForm", _SIN_CAMPO),
    ("/Lock dictionary", _CAMPO_DANADO),
    ("form field data", _CAMPO_DANADO),
    ("form field's annotation", _CAMPO_DANADO),
    ("is not a ", _CAMPO_DANADO),
    ("not correctly formatted", _CAMPO_DANADO),
    ("/LockDocument entry", _CAMPO_DANADO),
    ("whitelist", _DE_OTRO_FIRMANTE),
    ("approved issuer", _DE_OTRO_FIRMANTE),
    ("path not provided", _DE_OTRO_FIRMANTE),
    ("required attributes", _DE_OTRO_FIRMANTE),
    ("key usage", _DE_OTRO_FIRMANTE),
    ("seed value", _DE_OTRA_CLASE),
    ("Signature handler", _DE_OTRA_CLASE),
    ("reason for signing", _DE_OTRA_CLASE),
    ("not supported, must be one of", _DE_LEJOS),
    ("message digest", _OTRA_LLAVE),
    ("signature mechanism", _OTRA_LLAVE),
    ("RSA key", _OTRA_LLAVE),
    ("hash algorithm", _OTRA_LLAVE),
    ("payload larger", "la firma no cupo en el lugar que se le apartó"),
    ("MAC attribute", "está cifrado, y lo que lo protege no admite esta firma"),
    ("validation info", _CON_VALIDACION),
    ("revocation info", _CON_VALIDACION),
    ("VRI entries", _CON_VALIDACION),
    ("PAdES-LTA", _CON_VALIDACION),
    ("signer's certificate", _SIN_CERTIFICADO),
    ("PKCS#11", _DE_LEJOS),
    ("response", _DE_LEJOS),
    ("request failed", _DE_LEJOS),
    ("SCAL value", _DE_LEJOS),
    ("SAD token", _DE_LEJOS),
    ("same batch", _DE_LEJOS),
    ("signing results", _DE_LEJOS),
    ("Commit failed", _DE_LEJOS),
    ("signatures, got", _DE_LEJOS),
)
"""Lo que pyHanko dice, en parte, y el motivo; vale el primero que esté."""


def motivo_de(error: FormFillingError) -> str:
    """El de no firmar; de una causa que esta biblioteca no conoce, lo que pyHanko dijo."""
    mensaje = str(error.msg)
    sin_mayusculas = mensaje.casefold()
    return next(
        (motivo for parte, motivo in _MOTIVOS if parte.casefold() in sin_mayusculas),
        f"no se pudo firmar; pyHanko dice: {mensaje}",
    )
