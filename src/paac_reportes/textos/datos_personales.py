"""Los documentos de identidad, teléfonos y correos que trae un texto: la regla de lo que se va.

Se lee de arriba abajo: primero los correos, también disfrazados («nombre (arroba) entidad.gov.co»).
Un dato se reconoce por su rótulo («C.C.», «cel.», «comuníquese al»), con relleno entre los dos
(«No.», «de la»), y por su forma; el móvil, el fijo de diez cifras y el número de otro país, por la
forma sola, si nada al lado dice que son otra cosa: un contrato, un valor.

Ante la duda el número queda: lo que queda se revisa (``textos.publico``). Se mira un texto plano,
sin tildes ni lo que no se ve y con un solo guion y un solo espacio: así se escriben las
expresiones. Cada una lo recorre una vez.
"""

import functools
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from paac_reportes.normativa.normas import digito_de_verificacion
from paac_reportes.textos.plano import (
    conjunto,
    direcciones,
    en_el_texto,
    letra_por_letra,
    sin_direcciones,
)

_NOMBRE = r"(?<![\w.+'-])(?P<nombre>[\w.+'-]++)"
_ARROBA = r"(?:[\\*]{0,2}@[\\*]{0,2}|%40|&#0{0,4}64;|&#x0{0,4}40;|&commat;)"
"""También como la escriben HTML, Markdown y una dirección web."""
_SERVIDOR = r"(?!v?\d++\.\d)(?P<servidor>[\w-]++"
_FINAL = r"(?:com|co|net|org|gov|edu|mil|info)(?!\w)"
_CONOCIDO = r"(?:gmail|hotmail|outlook|yahoo|live|icloud)"
_PUNTO = r"(?:\s?[\[({]\s?(?:dot|punto)\s?[\])}]\s?|\s++punto\s++|\s\.\s|\.)"
_DISFRAZADA = (
    r"(?P<disfraz>\s?[\[({<]\s?(?:at|arroba|@)\s?[\])}>]\s?|\s@\s|@\s|\s++arroba\s++"
    rf"|\s@(?={_CONOCIDO}\.|[\w-]++\.(?:gov|edu|com|org|net|mil)\.co\b))"
)
_CORRIENTE = rf"{_NOMBRE}{_ARROBA}{_SERVIDOR}(?:\.[\w-]++)++)"
_DISFRAZADO = (
    rf"{_NOMBRE}{_DISFRAZADA}{_SERVIDOR}(?:{_PUNTO}[\w-]++){{0,3}}?{_PUNTO}{_FINAL}"
    rf"(?:{_PUNTO}co(?!\w))?)"
)
_MAL_ESCRITO = (
    rf"{_NOMBRE}{_ARROBA}(?P<servidor>{_CONOCIDO}(?:\s?,\s?|\s\.\s?|\.\s|\s)(?:com|co|es)(?!\w)"
    r"(?:[.,]co(?!\w))?)"
)
_EN_LETRAS = (
    rf"{_NOMBRE}\s++at\s++{_SERVIDOR}(?:\s++(?:dot|punto)\s++[\w-]++){{0,2}}?\s++(?:dot|punto)\s++"
    rf"{_FINAL})"
)
_CORREOS = tuple(
    re.compile(patron, re.IGNORECASE)
    for patron in (_CORRIENTE, _DISFRAZADO, _MAL_ESCRITO, _EN_LETRAS)
)
PUEDE_SER_CORREO = re.compile(
    r"[@＠﹫]|%40|&#0{0,4}64;|&#x0{0,4}40;|&commat;|arroba|[\s_]at[\s_]|[\[({<]\s?at\s?[\])}>]",
    re.IGNORECASE,
)
_NO_SON_NOMBRES = conjunto(
    "en a de la el y o por como usuario cuenta twitter x instagram facebook tiktok youtube"
)
"""«Síganos en @…»."""
_GENERICOS = conjunto("co com net org gov edu mil info gob")


def correos_de(plano: str) -> Iterator[tuple[int, int]]:
    """Lugares ``(desde, hasta)`` de los correos de un texto plano."""
    for patron in _CORREOS:
        for coincidencia in patron.finditer(plano):
            nombre = coincidencia["nombre"].rpartition("..")[2].lstrip(".+-'")  # sin su viñeta
            inicio = coincidencia.end("nombre") - len(nombre)
            servidor = _sin_la_frase(coincidencia["servidor"])
            de_nadie = "disfraz" in patron.groupindex and nombre.lower() in _NO_SON_NOMBRES
            if nombre and servidor and not de_nadie:
                if plano[max(inicio - 7, 0) : inicio].lower() == "mailto:":
                    inicio -= 7
                yield inicio, coincidencia.start("servidor") + len(servidor)


def _sin_la_frase(servidor: str) -> str:
    """El servidor de un correo, sin lo que sigue en la frase: de «y.co.Luego», «y.co».

    Vacío si no queda uno.
    """
    partes = servidor.split(".")
    while len(partes) > 1 and not re.match(r"\s?[a-z]{2}", partes[-1], re.IGNORECASE):
        partes.pop()
    for lugar in range(2, len(partes)):
        if partes[lugar - 1] in _GENERICOS and partes[lugar][:1].isupper():
            partes = partes[:lugar]
            break
    quedan = ".".join(partes)
    return quedan if re.search(r"[.,\s]|punto|dot", quedan, re.IGNORECASE) else ""


Clase = Literal["correo", "telefono", "documento"]


class Dato(NamedTuple):
    """Dato personal de un texto: desde qué letra, hasta cuál, sin ella, y qué es."""

    desde: int
    hasta: int
    clase: Clase


# ------------------------------------------------------------------ de qué es un número

_RELLENO = conjunto(
    "no nro nros num numero numeros n o de del la el los las por es al a y en con bajo se fue su"
    " expedida actual fijo nacional ii"
)
_EL_NUMERO = conjunto("no nro nros num numero numeros n")
_COSAS = conjunto(
    "$ cop pesos valor monto suma recursos presupuesto costo millones total saldo apropiacion"
    " inversion gasto pago variacion ingreso nit contrato convenio cdp crp rp rubro certificado"
    " registro disponibilidad radicado rad radicacion resolucion decreto acuerdo ordenanza ley"
    " factura comprobante egreso orden expediente proceso codigo bpin bpim id referencia ref"
    " cuenta ahorros corriente serie acta oficio certificacion matricula poliza base ficha"
    " predio"
)
"""Palabras de un número que no es de nadie, con otras pocas entre los dos."""
_SE_NUMERAN = conjunto(
    "ticket tiquete consecutivo guia caso incidente turno serial formulario placa inventario"
    " motor chasis imei indice licencia liquidacion recibo remision pedido lote planilla"
    " comparendo multa pin noticia hallazgo documento folio tramite item activo precinto cheque"
    " titulo demanda tutela sentencia auto memorando circular permiso soat operacion transaccion"
    " transferencia consignacion autorizacion cotizacion salvo invitacion licitacion estampilla"
    " oferta incidencia indagacion pqr pqrsd pqrsdf peticion solicitud queja reclamo denuncia"
    " requerimiento radico radicaron interno radicada registrada registrado asigno asignaron"
    " asignado asignada correspondio numerada suit secop mga spi siif orfeo"
    " adicion aporte contrapartida recaudo deuda obligacion compromiso regalia sgp ejecutado"
)
"""Palabras corrientes que también lo nombran: sólo si van más cerca, y sin nadie de por medio."""
_PERSONAS = conjunto(
    "supervisor supervisora interventor interventora contratista responsable contacto lider"
    " enlace representante legal apoderado apoderada veedor veedora ciudadano ciudadana senor"
    " senora titular beneficiario beneficiaria solicitante peticionario peticionaria denunciante"
    " quejoso quejosa usuario usuaria interesado interesada funcionario funcionaria servidor"
    " servidora natural asistente participantes propietario propietaria alcalde alcaldesa"
    " secretario secretaria jefe jefa director directora persona encargado encargada coordinador"
    " coordinadora"
)
_LLAMAR = (
    r"(?:llam(?:ar|e|enos|anos|arnos|ando)|marque|marcar|marcando|contacte(?:se|nos)?"
    r"|comuni(?:quese|que|cate|carse|quenos|carnos)|contactar(?:se|nos))"
)
_TELEFONO = (
    r"(?:tel[sf]{0,2}|telefonos?|telefax|fax|cels?|celular(?:es)?|movil(?:es)?|p[bv]x|pabx"
    r"|conmutador|whats ?app|wsp|wasap)"
)
_LLAMAN = re.compile(rf"(?:{_TELEFONO}|{_LLAMAR}|lineas?|abonado|llam\w+|denuncias)")
"""Palabras que dicen a dónde llamar."""
_PALABRA = re.compile(r"[^\W\d_]+|[$€,:;()]")
_PARED = re.compile(r"\d|omitido\]|;|[!?]\s|(?<=[^\W\d_]{5})\.\s")
"""Detrás de esto, lo que hubiera no nombra nada; «No.» y «Cel.» no terminan una frase."""
_LAS_MENOS, _DIEZ = 6, 10
"""Cifras: las menos de un documento, y las de la cédula y el teléfono de hoy."""
_LETRAS_ATRAS = 80
_PALABRAS_LEJOS, _PALABRAS_CERCA = 4, 2
DINERO = re.compile(r"\s?(?:de\s)?(?:pesos|millones|mil\b|m/?cte|cop\b|%)", re.IGNORECASE)
"""Palabras que siguen a un valor."""
_A_PESOS = re.compile(rf"(?i)(?:\s?(?:[-,;/]|[yoea]l?\s)\s?\d{{10}}){{0,9}}{DINERO.pattern}")


def _es_de(palabra: str, lexico: frozenset[str]) -> bool:
    """Si la palabra, o su singular, está en el léxico."""
    return not {palabra, palabra.removesuffix("s"), palabra.removesuffix("es")}.isdisjoint(lexico)


def otra_cosa(plano: str, inicio: int) -> str:
    """Palabra antes del número que empieza en ``inicio`` que dice qué es: ``contrato``; o vacía."""
    palabras_entre: list[str] = []
    de_la_frase = _PARED.split(plano[max(inicio - _LETRAS_ATRAS, 0) : inicio])[-1]
    palabras: list[str] = _PALABRA.findall(de_la_frase)
    con_numero = False
    for lugar in range(len(palabras) - 1, -1, -1):
        palabra, en_minusculas = palabras[lugar], palabras[lugar].lower()
        if _LLAMAN.fullmatch(en_minusculas) or (palabras_entre and en_minusculas in ",:;()"):
            return ""
        # Un tique no se escribe de a grupos, como «310 765 4321».
        if _es_de(en_minusculas, _COSAS) or (
            _es_de(en_minusculas, _SE_NUMERAN)
            and plano[inicio : inicio + 7].isdigit()
            and _va_cerca(palabras_entre, palabras[lugar + 1 :], con_numero=con_numero)
        ):
            return en_minusculas
        con_numero |= en_minusculas in _EL_NUMERO
        if en_minusculas in _RELLENO or en_minusculas in ",:;()":
            continue
        palabras_entre.append(palabra)
        if len(palabras_entre) > _PALABRAS_LEJOS:
            return ""
    return ""


def _va_cerca(libres: list[str], entre: list[str], *, con_numero: bool) -> bool:
    """Si la palabra que numera va junto al número: «ticket de soporte»; no «caso de la señora».

    ``con_numero``: si entre los dos dice «No.» o «número».
    """
    de_alguien = _PERSONAS - {"ciudadana"}  # «denuncia ciudadana» no es de ella
    if "," in entre or any(_es_de(palabra.lower(), de_alguien) for palabra in libres):
        return False
    return con_numero or (len(libres) <= _PALABRAS_CERCA and all(map(str.islower, libres)))


_DETRAS_DEL_NUMERO = (
    _COSAS | _SE_NUMERAN - {"documento"} | conjunto("secop sui siif orfeo suit sigep")
)
"""Donde algo se registra con su número."""
_TRAS_EL_NUMERO = re.compile(
    r"(?:\s?(?:,|\s[ye])\s\d{6,11}){0,5}(?:\s?[(\[{]\s?"
    r"|\s(?:es|era|fue|son)\s(?:el|la|un|una|los|las)\s(?:numero\s(?:del?|de\sla)\s)?"
    r"|\scorresponden?\s(?:al?|a\sla)\s|\sdel?\s(?=secop\b))(?P<cosa>[^\W\d_]+)",
    re.IGNORECASE,
)
_TRAS_UN_SIGNO = re.compile(
    r"\s?[-:]\s(?P<cosa>[^\W\d_]+)(?!\s(?:numero|n\.?o?\.?|nro\.?)?\s?\d)", re.IGNORECASE
)


def _otra_cosa_detras(plano: str, inicio: int, fin: int) -> bool:
    """Si lo que sigue a un número dice que no es un teléfono: «310… es el radicado»."""
    detras = _TRAS_EL_NUMERO.match(plano, fin)
    # Si el renglón empieza por el número, basta un guion: «310… - contrato».
    if detras is None and not plano[plano.rfind("\n", 0, inicio) + 1 : inicio].strip(" (+-*"):
        detras = _TRAS_UN_SIGNO.match(plano, fin)
    return detras is not None and _es_de(detras["cosa"].lower(), _DETRAS_DEL_NUMERO)


# ------------------------------------------------------------------ documentos de identidad

_NUMERO = (
    r"(?P<numero>(?<!\d)(?:\d{1,3}(?:[.,']\s?\d{3}){1,3}|\d{1,3}(?:[\s_·•-]\d{3}){2,3}|\d{6,15}"
    r"|\d{1,2}[., ]\d{6}|1[.,](?:\d{9}|\d{3}[.,]\d{6}|\d{6}[.,]\d{3}))(?!\d|[.,']\d|[A-Z_]\d))"
)
"""Junto o de a tres."""
_SIGNOS = r"[\s.:°º#(*`|_,\"-]*+"
_RELLENO_DE_DOCUMENTO = "nros?|nos?|n|o|num|numeros?|de|del|la|las|los|el|es|y|con|en|su|expedida"
_ENTRE = (
    rf"{_SIGNOS}(?P<entre>(?:(?:{_RELLENO_DE_DOCUMENTO}|(?:{'|'.join(sorted(_PERSONAS))})(?:e?s)?"
    rf"|(?-i:[A-Z][a-z]+|[A-Z]{{3,}}))(?![a-z]){_SIGNOS}){{0,8}}+)(?:E-)?{_NUMERO}"
)
"""Del rótulo al número: «No.», de quién es o su nombre."""
_SEGURO = re.compile(
    r"(?<![a-z])(?P<rotulo>(?:cedulas?|ced)(?:[.\s]{0,2}(?:de\s)?"
    r"(?:ciudadan[ai]a?|extranjeria|ciud))?|c[.\s/]{0,2}(?:de\s)?c|nuip|dni"
    r"|(?:documentos?|doc\.?)\s(?:de\s)?id(?:entidad|entificacion)?"
    r"|tarjetas?\s(?:de\s)?identi(?:dad|ficacion)|permiso\spor\sproteccion\stemporal"
    r"|(?:numeros?|nro|no|n)[.\so]{1,3}(?:unico\s)?(?:de\s)?identificacion(?:\spersonal)?"
    rf"|permiso\sespecial\sde\spermanencia)(?![a-z]){_ENTRE}",
    re.IGNORECASE,
)
"""Rótulos tras los cuales va un documento, si tiene las cifras de uno."""
_PARECE = r"\d{1,2}\.\d{3}\.\d{3}|1\.[0-2]\d\d\.\d{3}\.\d{3}|1[0-2]\d{8}"
_FLOJOS = {
    r"t\.?\s?i": r"1\.?\d{3}\.?\d{3}\.?\d{3}|\d{11}",
    r"c\.\s?e": r"\d{3}\.\d{3}|\d\.\d{3}\.\d{3}|\d{6,7}",
    r"ce": r"\d{3}\.\d{3}|\d\.\d{3}\.\d{3}",
    r"p\.?\s?p\.?\s?t": r"\d{6,7}|\d\.\d{3}\.\d{3}|\d{3}\.\d{3}",
    r"p\.?\s?e\.?\s?p": r"9\d{9}|\d{15}",
    r"nit|rut": r"1\.?\d{3}\.?\d{3}\.?\d{3}|(?!(?:19|20)\d\d[01]\d[0-3]\d)\d{7,8}"
    r"|\d{1,2}\.\d{3}\.\d{3}",
    r"r\.?\s?c|registro\scivil(?:\sde\snacimiento)?": r"1\.?[0-2]\d\d\.?\d{3}\.?\d{3}",
    r"d\.?\s?i|documento|doc|id|identificacion"
    r"|identificad(?:[oa]s?|o\(?a\)?|os)\scon": _PARECE,
}
"""También dicen otras cosas: sólo si el número se escribe como uno de ellos."""
_FLOJO = re.compile(
    rf"(?<![a-z])(?P<rotulo>{'|'.join(f'(?:{uno})' for uno in _FLOJOS)})(?![a-z]){_ENTRE}",
    re.IGNORECASE,
)
_SEGUN_SU_ROTULO = [(re.compile(r, re.IGNORECASE), re.compile(n)) for r, n in _FLOJOS.items()]
_CON_SU_NUMERO = re.compile(r":\s?\Z|identificacion\s(?:numero|nro|no|n)\b.{0,3}\Z", re.IGNORECASE)
_PASAPORTE = re.compile(
    r"\bpasaportes?\b[\s:.,(#-]*+(?:(?:de|numero|nro|no|n)\b[\s:.°º#]*+)*+"
    r"(?P<numero>(?-i:[A-Z]{1,3})[ -]?(?:\d{5,9}|\d{2,3}(?:[ .-]\d{3}){1,2})|\d{6,9})\b",
    re.IGNORECASE,
)
_DETRAS = re.compile(
    rf"(?<![\w.-]){_NUMERO}(?:\s?[(\[]\s?(?:c\.?\s?c\b\.?|cedula\b)"
    r"|\s(?-i:C\.C\.|CC)(?=\s?(?:[.,;)\n]|\Z)))",
    re.IGNORECASE,
)
_DOCUMENTO_EN_DIRECCION = re.compile(
    r"(?:(?:cedula|nuip|identificacion)[=/_-]?|\bcc[=/_]|[=?&]cc&(?:num(?:ero)?|nro|no)="
    r"|[?&](?:(?:num(?:ero)?|nro|no)[_-]?)?(?:de[_-]?)?doc(?:umento)?(?:[_-]?id(?:entidad)?)?=)"
    rf"{_NUMERO}",
    re.IGNORECASE,
)
_NO_LO_ROTULA = re.compile(
    r"(?:\b(?:comprobante|egreso|circular|externa|codigo|centro|comercial|costos?)\b\W*(?:\w+\W+)?"
    r"|\b(?P<cuenta>numero|total|cantidad|expedicion|entrega|tramite|preparacion|registro"
    r"|entregaron|expidieron|tramitaron|solicitudes|duplicados?)\s(?:\w+\s){0,2})\Z",
    re.IGNORECASE,
)
"""«Comprobante de egreso C.E.», «Centro comercial C.C.»; «expedición de cédulas: 1.234»."""
_NO_DE_ALGUIEN = _COSAS | _SE_NUMERAN | conjunto("catastral real predial inscrita tramitado riesgo")
_SON_COSAS = re.compile(
    r"\s?(?:de\s)?(?!(?:de|del|los|las|y|e|a|al|en|con|quien|que|por|para|expedid[ao])\b)[a-z%]"
)
"""Palabras de lo que se cuenta: «12.345.678 habitantes»; «de Cali» y «en la mesa» no."""
_EN_LISTA = re.compile(
    r"(?:\s(?:de|expedida en)\s[^\W\d_]+(?:\s[^\W\d_]+)?(?=\s?,|\s[ye]\s))?"
    rf"\s{{0,2}}(?:[-/,;]|[ye](?=\s))?\s{{0,2}}{_NUMERO}"
)
_VERIFICACION = re.compile(r"\s?-\s?(\d)(?!\d)")
_UNA_FECHA = re.compile(r"(?:19|20)\d\d[01]\d[0-3]\d")
_ENTIDAD = re.compile(r"[89]\d{8}")


def cifras_de(texto: str) -> str:
    """Las cifras de un texto, seguidas."""
    return re.sub(r"\D", "", texto)


def _es_de_persona(numero: str, *, de_diez: str = "1") -> bool:
    """Si un número puede ser una cédula; ``de_diez``: con qué empieza la de diez cifras."""
    cifras = cifras_de(numero)
    if len(cifras) == _DIEZ:  # las de hoy; las de antes, siete u ocho
        return cifras.startswith(de_diez)
    return len(cifras) in {7, 8} and not _UNA_FECHA.fullmatch(cifras)


def _documentos(plano: str) -> Iterator[tuple[int, int]]:
    """Comienzo y final de cada documento de identidad, y de los que siguen en su lista."""
    enlaces = direcciones(plano)
    for patron in (_PASAPORTE, _DOCUMENTO_EN_DIRECCION, _DETRAS, _SEGURO, _FLOJO):
        for coincidencia in patron.finditer(plano):
            inicio, fin = coincidencia.span("numero")
            if patron is _DOCUMENTO_EN_DIRECCION or patron is _PASAPORTE:
                yield inicio, fin
                continue
            if any(desde <= inicio < hasta for desde, hasta in enlaces):
                continue
            if patron is _DETRAS:
                lo_es = _es_de_persona(coincidencia["numero"]) and not otra_cosa(plano, inicio)
            else:
                lo_es = _lo_nombra_su_rotulo(plano, coincidencia)
            while lo_es:
                digito = _VERIFICACION.match(plano, fin)
                yield inicio, digito.end() if digito else fin
                siguiente = _EN_LISTA.match(plano, fin)
                lo_es = siguiente is not None and _sigue(plano, plano[inicio:fin], siguiente)
                inicio, fin = siguiente.span("numero") if siguiente else (0, 0)


def _sigue(plano: str, anterior: str, siguiente: re.Match[str]) -> bool:
    """Si un número es otro documento de la lista en que va el anterior, escrito como él."""
    return (
        _es_de_persona(siguiente["numero"], de_diez="")
        and siguiente["numero"].isdigit() == anterior.isdigit()
        and not cifras_de(siguiente["numero"]).endswith("000")
        and not DINERO.match(plano, siguiente.end())
        and not _SON_COSAS.match(plano, siguiente.end())
    )


def _lo_nombra_su_rotulo(plano: str, coincidencia: re.Match[str]) -> bool:
    """Si el rótulo de antes, «C.C.», dice que un número es un documento, y lo es por su forma.

    ``plano``: el texto sin tildes, con sus mayúsculas.
    """
    numero, rotulo, desde = coincidencia["numero"], coincidencia["rotulo"], coincidencia.start()
    cifras = cifras_de(numero)
    ajeno = _NO_LO_ROTULA.search(plano, max(desde - 30, 0), desde)
    plural = coincidencia.re is _SEGURO and re.match(
        r"cedulas|documentos|tarjetas", rotulo, re.IGNORECASE
    )
    son_cosas = _SON_COSAS.match(plano, coincidencia.end())
    if len(cifras) < _LAS_MENOS or (ajeno and (plural or son_cosas or not ajeno["cuenta"])):
        return False
    entre = [palabra.lower() for palabra in _PALABRA.findall(coincidencia["entre"])]
    de_alguien = [palabra for palabra in entre if not re.fullmatch(_RELLENO_DE_DOCUMENTO, palabra)]
    if de_alguien and not _es_de_persona(numero, de_diez=""):
        return False
    if any(_es_de(palabra, _NO_DE_ALGUIEN) for palabra in de_alguien):
        return False
    antes, fin = plano[max(desde - 20, 0) : coincidencia.start("numero")], coincidencia.end()
    if coincidencia.re is _SEGURO:
        de_nit = re.search(r"\bnit\b", antes, re.IGNORECASE) or es_nit(plano, fin, cifras)
        return not ((plural and son_cosas) or (_ENTIDAD.fullmatch(cifras) and de_nit))
    con_nombre = re.match(r"documento|doc|id", rotulo, re.IGNORECASE)
    if con_nombre and _CON_SU_NUMERO.search(antes):
        return _es_de_persona(numero)
    forma = next(forma for patron, forma in _SEGUN_SU_ROTULO if patron.fullmatch(rotulo))
    return forma.fullmatch(numero) is not None and not DINERO.match(plano, fin)


def es_nit(plano: str, fin: int, cifras: str) -> bool:
    """Si a un número le sigue el dígito de verificación que le corresponde."""
    digito = _VERIFICACION.match(plano, fin)
    return digito is not None and digito[1] == digito_de_verificacion(cifras)


_SUELTO_O_CON_PUNTOS = re.compile(rf"(?<![\w./,'-]){_NUMERO}(?!\w|/)")
_TRAS_UN_NOMBRE = re.compile(r"(?:\b[A-Z][\w']{1,60}[ ,(:-]{1,3}){2}\Z|omitido\] \(\Z")


_CINCO_CIFRAS = re.compile(r"(?:\d\D{0,9}){4}\d")


def parecen_cedulas(texto: str) -> Iterator[str]:
    """Las cifras de cada número escrito como una cédula, sin que nada lo nombre."""
    if not _CINCO_CIFRAS.search(texto):  # casi todos
        return
    plano, _ = letra_por_letra(texto)
    for coincidencia in _SUELTO_O_CON_PUNTOS.finditer(plano):
        if _parece_cedula(plano, coincidencia["numero"], *coincidencia.span("numero")):
            yield cifras_de(coincidencia["numero"])


def _parece_cedula(plano: str, numero: str, desde: int, hasta: int) -> bool:
    """Si un número suelto, de ``desde`` a ``hasta``, tiene forma de cédula."""
    cifras, atras = cifras_de(numero), plano[max(desde - 60, 0) : desde]
    if otra_cosa(plano, desde) or es_nit(plano, hasta, cifras) or DINERO.match(plano, hasta):
        return False
    if re.fullmatch(r"1[0-2]\d{8}", cifras):
        return not cifras.endswith("00000")
    con_puntos = re.fullmatch(r"\d{1,2}\.\d{3}\.\d{3}", numero) or atras.endswith("(")
    return bool(con_puntos and _TRAS_UN_NOMBRE.search(atras) and not _SON_COSAS.match(plano, hasta))


# ------------------------------------------------------------------ teléfonos

_S = r"[ .()-]{1,3}"
"""Separadores de las partes de un número."""
_LOCAL = rf"(?:\d{{7}}|\d{{3}}{_S}\d{{4}}|\d{{3}}{_S}\d\d{_S}\d\d)"
_REPARTO = rf"(?:{_LOCAL}|\d{{4}}{_S}\d{{3}}|\d\d{_S}\d\d{_S}\d{{3}}|\d\d{_S}\d{{3}}{_S}\d\d)"
_DE_DIEZ = (
    rf"(?:[+(]{{0,3}}(?:00)?57(?:{_S})?|\+\d{{1,3}}{_S})?(?!3\d\d-\d{{4}}-\d{{3}})\(?(?:3[0-5]\d|60[1-8])(?:{_S})?{_REPARTO}"
    rf"|[+]57{_S}[1-8]{_S}{_LOCAL}|{_LOCAL}(?=[ ,;.(-]{{0,3}}ext(?:ension)?\b)"
    r"|0?1[ -]?800[ -]?0(?:[ -]?\d){5,6}|\(0[1-9][1-8]\) ?(?:\d{7}|\d{3}[ -]?\d\d[ -]?\d\d)"
)
"""Un móvil, un fijo o una línea gratuita, como se reparten aquí: nada más hace falta."""
_L = rf"(?:{_S}|\s)"
_CON_ROTULO = (
    rf"(?:{_DE_DIEZ}|\+\(?\d{{1,3}}(?:{_L}?\d){{7,12}}|[36](?:{_L}?\d){{9}}"
    rf"|[+(]{{0,3}}(?:57)?[ +-]?\d{{1,3}}\)?{_L}?(?:{_LOCAL})|{_LOCAL}|\d(?:{_L}?\d){{6}}"
    r"|[1-8][2-9]\d{6}|\d{10,12})(?!\d|[.,]\d)"
)
"""Números que lo son si algo los nombra: fijos de siete cifras, de otro país y otros repartos."""
_COLA = (
    r"(?:[ ,;.(-]{0,3}ext(?:ension(?:es)?)?\b\.?[ :.#]{0,3}\d{1,5}(?: ?[-,y/] ?\d{2,5}\b){0,5}\)?)?"
)
_ABREVIADOS = re.compile(r"(?:[-/]\d{1,4}(?!\d)){1,6}(?![^\W_]|[.,]\d)")
"""«8795356-57»: de los otros se escribe lo que cambia."""
_ROTULO_DE_TELEFONO = re.compile(
    rf"(?<![a-z])(?:(?<!por )(?<!al )(?<!de )(?<!internet ){_TELEFONO}|numeros? de {_TELEFONO}"
    rf"|{_LLAMAR}|numeros? (?:de )?(?:contacto|telefonicos?)|abonado(?: telefonico)?"
    r"|lineas? (?:telefonica|gratuita|de (?:atencion|denuncias))|(?<![^.;:|\n])(?:contacto|fijo)"
    r"|(?:mas|mayor(?:es)?) (?:informes|informacion)|inform(?:es|acion)(?= (?:en|al) ))"
    rf"(?:[\s.:#,|*-]*+(?:{_TELEFONO}|fijo|nros?|no|n|num|numeros?|o|de|del|la|las|los|el|al|a|es|y"
    r"|en|con|contacto|oficina|secretaria|alcaldia|despacho|entidad|dependencia|institucional"
    r"|personal|atencion|ciudadano|usuario|gratuita|nacional|denuncias|directo|telefonica|lineas?"
    r"|nosotros|nuestr[ao]|siguientes?|directamente|municipal)(?![a-z])){0,8}+[\s.:#,|*-]*+"
    rf"(?P<numero>{_CON_ROTULO}){_COLA}",
    re.IGNORECASE,
)
"""«Cel.», «comuníquese al», «línea gratuita»…, con relleno hasta el número."""
_BAJO_SU_ROTULO = re.compile(
    rf"(?<![\w])(?<!\d[.,/-])(?P<numero>{_CON_ROTULO}){_COLA}", re.IGNORECASE
)
_SUELTO = re.compile(
    rf"(?<![\w+])(?<!\d[./:'-])(?<![A-Z]-)(?P<numero>\+?(?:{_DE_DIEZ}){_COLA}|\d{{7,15}})"
    r"(?!\w)(?![-/.,':](?!(?:3[0-5]|60)\d{8}(?!\d))\d)",
    re.IGNORECASE,
)
_ES_DE_DIEZ = re.compile(rf"\+?(?:{_DE_DIEZ})", re.IGNORECASE)
_OTRO = re.compile(
    rf"\s{{0,2}}(?:[-/,;]|[yoe](?=\s))?\s{{0,2}}(?P<numero>{_CON_ROTULO}){_COLA}(?!\w|[.,]\d)",
    re.IGNORECASE,
)
_ENTRE_AJENOS = re.compile(
    r"\s{0,2}(?:[-/,;]|[yoe](?=\s))?\s{0,2}|\s(?:a|al|hasta)(?:\s(?:el|la))?\s"
)
_TELEFONO_EN_DIRECCION = re.compile(
    r"(?:(?:wa\.me/|phone=)(?:\+|%2B)?(?P<numero>\d{10,15})|(?:tel|telefono|celular|cel|movil"
    r"|whatsapp)=(?:\+|%2B)?(?P<otro>(?!(?:19|20)\d\d[01])\d{7}|(?:57)?\d{10}))(?!\d)",
    re.IGNORECASE,
)
_CODIGO = re.compile(r"(?:[\d.]\w{0,20}[A-Z]\.|(?<![^\W_])[A-Z]{1,4}-)\Z")
"""``CO1.PCCNTR.1234567``, ``CPS-3102023001``."""
_MILES = re.compile(r"\d{1,3}(?:\.\d{3})+")
_SE_MIDEN = re.compile(
    r"\s(?:de\s)?(?!(?:lunes|martes|miercoles|jueves|viernes|extensiones)\b)"
    r"(?:[a-z]{2,}s|mm?2|km2?|m2|fecha)\b"
)
"""Palabras de lo que se cuenta: «1500000 personas»."""


def _telefonos(plano: str, *, bajo_su_rotulo: bool) -> Iterator[tuple[int, int]]:
    """Comienzo y final de cada teléfono de un texto: en enlaces, con rótulo o sueltos.

    ``bajo_su_rotulo``: si la columna es de teléfonos.
    """
    for desde, hasta in direcciones(plano):
        for coincidencia in _TELEFONO_EN_DIRECCION.finditer(plano, desde, hasta):
            yield coincidencia.span(coincidencia.lastgroup or 0)
    plano = sin_direcciones(plano)
    for patron in (_ROTULO_DE_TELEFONO, *((_BAJO_SU_ROTULO,) if bajo_su_rotulo else ())):
        yield from _con_sus_listas(plano, _con_rotulo(plano, patron))
    yield from _con_sus_listas(plano, _sueltos(plano))


def _con_rotulo(plano: str, patron: re.Pattern[str]) -> Iterator[tuple[int, int, bool]]:
    """Comienzo y final de cada número que un rótulo nombra teléfono; ``True``: lo nombra."""
    for coincidencia in patron.finditer(plano):
        inicio = coincidencia.start("numero")
        ajeno = patron is _BAJO_SU_ROTULO and otra_cosa(plano, inicio)
        if _lo_es_con_su_rotulo(plano, coincidencia) and not ajeno:
            yield inicio, coincidencia.end(), True


def _sueltos(plano: str) -> Iterator[tuple[int, int, bool]]:
    """Lugar de cada teléfono sin rótulo, si nada dice que es otra cosa, y si algo lo nombra."""
    fin_ajeno, cifras_del_ajeno = -1, 0
    for coincidencia in _SUELTO.finditer(plano):
        inicio, fin = coincidencia.span()
        cuantas = len(cifras_de(coincidencia["numero"]))
        sigue = cuantas == cifras_del_ajeno and _ENTRE_AJENOS.fullmatch(plano, fin_ajeno, inicio)
        if sigue or _es_ajeno(plano, inicio, fin):
            fin_ajeno, cifras_del_ajeno = fin, cuantas
        elif _ES_DE_DIEZ.match(plano, inicio):
            yield inicio, fin, plano.startswith("(0", inicio)  # así sólo se escribe un teléfono


def _lo_es_con_su_rotulo(plano: str, coincidencia: re.Match[str]) -> bool:
    """Si el número que sigue a «teléfono» o «celular» lo es, y no son miles, dinero o una medida.

    ``coincidencia`` lo halló en ``plano``; de diez cifras lo es siempre.
    """
    numero, fin = coincidencia["numero"], coincidencia.end()
    if len(cifras_de(numero)) >= _DIEZ:
        return True
    return not (_MILES.fullmatch(numero) or DINERO.match(plano, fin) or _SE_MIDEN.match(plano, fin))


def _es_ajeno(plano: str, inicio: int, fin: int) -> bool:
    """Si lo que rodea un número dice que es de otra cosa: un contrato, un valor, un código."""
    return bool(
        otra_cosa(plano, inicio)
        or _CODIGO.search(plano, max(inicio - 24, 0), inicio)
        or _A_PESOS.match(plano, fin)
        or plano[inicio:fin].endswith("00000")
        or _SE_MIDEN.match(plano, fin)
        or _otra_cosa_detras(plano, inicio, fin)
    )


def _con_sus_listas(
    plano: str, primeros: Iterator[tuple[int, int, bool]]
) -> Iterator[tuple[int, int]]:
    """Comienzo y final de cada teléfono, y de los que siguen en su lista: ``310… y 311…``.

    ``primeros``: el primero de cada lista, y si algo lo nombra: un rótulo, o su forma.
    """
    leido_hasta = 0
    for desde, hasta, nombrado in primeros:
        inicio, fin = desde, hasta
        cuantas = len(cifras_de(plano[inicio:fin]))
        while inicio >= leido_hasta:
            if nombrado and (cola := _ABREVIADOS.match(plano, fin)):
                fin = cola.end()  # con lo que cambia de los otros
            abre = plano.count("(", inicio, fin) - plano.count(")", inicio, fin)
            yield inicio + (max(abre, 0) if plano.startswith("(", inicio) else 0), fin
            leido_hasta, vecino = fin, _OTRO.match(plano, fin)
            if vecino is None or not (nombrado or _ES_DE_DIEZ.match(vecino["numero"])):
                break
            if not nombrado and DINERO.match(plano, vecino.end()):
                break
            if len(cifras_de(vecino["numero"])) not in {7, cuantas} or not _lo_es_con_su_rotulo(
                plano, vecino
            ):
                break
            inicio, fin = vecino.start("numero"), vecino.end()


_ROTULOS = re.compile(rf"\b{_TELEFONO}\b", re.IGNORECASE)
_NO_ES_DE_TELEFONO = re.compile(
    r"\b(?:cantidad|total|llamadas|registros|usuarios|mensajes|atenciones|minutos|suscriptores|lineas"
    r"|consultas|fecha|valor|costo|gasto|consumo|base|porcentaje|personas|ciudadanos|por|via|mediante"
    r"|internet|telefonia|banca|unidad|red|aula|plan|planes|servicio|tecnologia|biblioteca|\w{2,}[ai]d[oa]s)\b",
    re.IGNORECASE,
)


@functools.lru_cache(maxsize=512)
def es_de_telefono(rotulo: str, *, de_uno: bool = False) -> bool:
    """Si bajo el rótulo de una columna van teléfonos; ``de_uno``: si la celda es una cifra."""
    plano, _ = letra_por_letra(rotulo)
    nombre = _ROTULOS.search(plano.replace("_", " "))
    if nombre is None or (
        de_uno and nombre[0].lower() in {"tels", "telefonos", "cels", "celulares", "moviles"}
    ):
        return False
    palabras = {palabra.lower() for palabra in _PALABRA.findall(plano)}
    return not _NO_ES_DE_TELEFONO.search(plano) and not any(_es_de(p, _COSAS) for p in palabras)


# ------------------------------------------------------------------ la regla


def datos_personales(texto: str, rotulo: str = "") -> list[Dato]:
    """Los datos personales de un texto, en orden y sin pisarse.

    ``rotulo``: el de su columna, que dice qué son los números.
    """
    datos: list[Dato] = []
    # El que empieza antes; de los que empiezan juntos, el más largo, y antes el documento.
    for dato in sorted(_posibles(texto, rotulo), key=lambda d: (d.desde, -d.hasta, d.clase)):
        if not datos or dato.desde >= datos[-1].hasta:
            datos.append(dato)
        elif dato.hasta > datos[-1].hasta:
            datos[-1] = datos[-1]._replace(hasta=dato.hasta)
    return datos


def _posibles(texto: str, rotulo: str) -> Iterator[Dato]:
    """Posibles datos personales de un texto, aunque dos compartan letras."""
    hay_correos, hay_numeros = PUEDE_SER_CORREO.search(texto), _CINCO_CIFRAS.search(texto)
    if not (hay_correos or hay_numeros):  # casi todos
        return
    plano, lugares = letra_por_letra(texto)
    if hay_correos:
        yield from (Dato(*en_el_texto(*tramo, lugares), "correo") for tramo in correos_de(plano))
    if not hay_numeros:
        return
    antes = f"{letra_por_letra(rotulo)[0]}: " if rotulo else ""
    son_telefonos = es_de_telefono(rotulo)
    # «Teléfonos entregados» no nombra un teléfono.
    de_telefono = "" if son_telefonos or _ROTULOS.search(antes) else antes
    busquedas: list[tuple[str, Clase, Iterator[tuple[int, int]]]] = [
        (antes, "documento", _documentos(antes + plano)),
        (de_telefono, "telefono", _telefonos(de_telefono + plano, bajo_su_rotulo=son_telefonos)),
    ]
    for prefijo, clase, tramos in busquedas:
        for desde, hasta in tramos:
            if desde >= len(prefijo):
                yield Dato(*en_el_texto(desde - len(prefijo), hasta - len(prefijo), lugares), clase)
