"""Los documentos de identidad que trae un texto, y los números que lo parecen.

``documentos`` dice dónde están los que una palabra nombra: «C.C.», «cédula de ciudadanía No.»,
«T.I.», «pasaporte». Cuánto hay que pedirle al número depende de cuánto dice la palabra: «cédula»
no puede ser otra cosa; «C.E.» es también un comprobante de egreso, y «TI», tecnologías.

``cedulas``, los que se avisan porque sin esa palabra también lo parecen: los de diez cifras, de
1.000.000.000 a 1.299.999.999, y los de siete u ocho con puntos detrás de un nombre propio. Un NIT,
un valor o el número de un contrato no lo son.
"""

import re
from collections.abc import Iterator

from paac_reportes.normativa.nit import digito_de_verificacion
from paac_reportes.textos.palabras import (
    INVISIBLES,
    PERSONAS,
    conjunto,
    es_de_cosas,
    es_de_relleno,
    nombra_otra_cosa,
    nombra_una_cedula,
    palabras_atras,
    va_tras_un_numero,
)
from paac_reportes.textos.telefonos import ES_DINERO, direcciones

Tramo = tuple[int, int]

_ROTULADO = re.compile(
    r"(?<!\d)(?<!\d[.,'’´])(?<!(?<!\d{5})\d[/-])"
    r"(?:\d{1,3}(?:[.,'’´]\s?\d{3}){1,3}|\d{1,3}(?:[\s_·•-]\d{3}){2,3}|\d{6,15}"
    r"|\d{1,2}[.,]\d{6}|1[.,](?:\d{9}|\d{3}[.,]\d{6}|\d{6}[.,]\d{3}))"
    r"(?!\d|[.,'’]\d|[A-Z_]\d)"
)
_PASAPORTE = re.compile(
    r"\bpasaportes?\b[\s:.,(#-]*+(?:(?:de|n[úu]mero|nro|no|n)\b[\s:.°º#]*+)*+"
    r"(?P<numero>(?-i:[A-Z]{1,3})[ -]?(?:\d{5,9}|\d{2,3}(?:[ .-]\d{3}){1,2})|\d{6,9})\b",
    re.IGNORECASE,
)
_EN_DIRECCION = re.compile(
    r"(?:c[eé]dula|nuip|identificacion)[=/_-]?\Z|\bcc[=/_]\Z|[=?&]cc&(?:n[uú]m(?:ero)?|nro|no)=\Z"
    r"|[?&](?:(?:n[uú]m(?:ero)?|nro|no)[_-]?)?(?:de[_-]?)?doc(?:umento)?(?:[_-]?id(?:entidad)?)?=\Z",
    re.IGNORECASE,
)
_EN_UN_CODIGO = re.compile(r"[A-Z\d]-\w{1,6}[-.]?\Z")
_LETRAS_DEL_CODIGO = 12


def _rotulos(*juntos: str) -> tuple[str, ...]:
    return tuple(f" {junto}" for junto in juntos)


_DE_CEDULA = tuple(
    f"{cual}{de}"
    for cual in _rotulos("cedula", "cedulas", "ced")
    for de in ("", " de ciudadania", " ciudadania", " de extranjeria", " extranjeria")
)
_DE_IDENTIDAD = tuple(
    f"{cual}{de} {que}"
    for cual in _rotulos("documento", "documentos", "doc", "tarjeta", "tarjetas")
    for de in ("", " de")
    for que in ("identidad", "identificacion")
)
_NUMEROS = ("numero", "nro", "no", "n", "nº", "n º")
_SEGUROS = (
    *_DE_CEDULA,
    *_DE_IDENTIDAD,
    *_rotulos("cc", "c c", "c de c", "nuip", "dni", "numeros de identificacion"),
    *_rotulos("numero unico de identificacion personal", "permiso especial de permanencia"),
    *_rotulos("permiso por proteccion temporal"),
    *_rotulos(*(f"{numero} {de}identificacion" for numero in _NUMEROS for de in ("", "de "))),
)
"""Lo que sigue es un documento, si tiene las cifras de uno."""
_FLOJOS = _rotulos(
    "identificacion",
    *(f"{numero} de documento" for numero in _NUMEROS),
    *(f"identificad{final} con" for final in ("o", "a", "os", "as", "o a", "o s")),
)
"""Lo que sigue puede ser otra cosa: sólo si se escribe como una cédula."""
_DE_QUIEN = _rotulos("identificacion")
_CON_SU_NUMERO = re.compile(r"\b(?:n[uú]mero|nro|no|n)\b[\s.:°º#]{0,3}\Z", re.IGNORECASE)
"""«Identificación No. …»: la de alguien, también junta."""
_PARECE = r"\d{1,2}\.\d{3}\.\d{3}|1\.[0-2]\d\d\.\d{3}\.\d{3}|1[0-2]\d{8}"
_DE_SIGLAS = {
    _rotulos("t i", "ti"): re.compile(r"1\.?\d{3}\.?\d{3}\.?\d{3}|\d{11}"),
    _rotulos("c e"): re.compile(r"\d{3}\.\d{3}|\d\.\d{3}\.\d{3}|\d{6,7}"),
    _rotulos("ce"): re.compile(r"\d{3}\.\d{3}|\d\.\d{3}\.\d{3}"),
    _rotulos("d i", "di"): re.compile(_PARECE),
    _rotulos("ppt", "p p t"): re.compile(r"\d{6,7}|\d\.\d{3}\.\d{3}|\d{3}\.\d{3}"),
    _rotulos("pep", "p e p"): re.compile(r"9\d{9}|\d{15}"),
    _rotulos("r c", "rc", "registro civil", "registro civil de nacimiento"): re.compile(
        r"1\.?[0-2]\d\d\.?\d{3}\.?\d{3}"
    ),
}
_CON_DOS_PUNTOS = _rotulos("documento", "doc", "id", "identificacion")
"""Nombran muchas cosas: con sus dos puntos, lo que tiene las cifras de una cédula."""
_DE_CONTRIBUYENTE = _rotulos("nit", "rut")
"""El de una persona natural es su cédula; el de una entidad tiene nueve cifras."""
_COMO_CEDULA = re.compile(_PARECE)
_PLURALES = _rotulos(
    "cedulas", "cedulas de ciudadania", "documentos de identidad", "tarjetas de identidad"
)
_SE_CUENTAN = conjunto(
    "numero total cantidad expedicion entrega tramite preparacion registro entregaron expidieron"
    " tramitaron solicitudes duplicado duplicados"
)
"""«Expedición de cédulas: 1.234.567»: cuántas."""
_DE_OTRA_SIGLA = conjunto(
    "comprobante egreso circular externa codigo centro comercial costo costos"
)
"""«Comprobante de egreso C.E.», «Centro comercial C.C.»."""
_CON_NIT = re.compile(r" (?:cc|c c|cedula)(?: [oy])? nit\Z")
"""«C.C. o NIT»: puede ser cualquiera de los dos."""
_LO_QUE_PRECEDE = 3
_ENTRE = 5
_UNA_FECHA = re.compile(r"(?:19|20)\d\d[01]\d[0-3]\d")
_LARGOS = (7, 8, 10)
"""Las cifras de casi todas las cédulas."""
_DE_LAS_VIEJAS, _DE_LAS_NUEVAS = (7, 8), 10
_DE_NIT = re.compile(r"[89]\d{8}")
_LISTA = re.compile(
    r"(?:\s(?:de|expedida en)\s[^\W\d_]+(?:\s[^\W\d_]+)?(?=\s?,|\s[ye]\s))?"
    r"\s{0,2}(?:[-–/,;]|[ye](?=\s))?\s{0,2}"
)
_SIN_VERSE = re.compile(f"[{INVISIBLES}]")


def documentos(texto: str) -> Iterator[Tramo]:
    """Dónde está el número de cada documento de identidad que una palabra nombra."""
    lugares: list[int] | None = None
    if _SIN_VERSE.search(texto):
        lugares = [lugar for lugar, letra in enumerate(texto) if not _SIN_VERSE.match(letra)]
        texto = "".join(texto[lugar] for lugar in lugares)
    for desde, hasta in _documentos(texto):
        yield (desde, hasta) if lugares is None else (lugares[desde], lugares[hasta - 1] + 1)


def _documentos(texto: str) -> Iterator[Tramo]:
    if not _CINCO_CIFRAS.search(texto):  # casi todos
        return
    for hallado in _PASAPORTE.finditer(texto):
        yield hallado.span("numero")
    enlaces = direcciones(texto)
    anterior: re.Match[str] | None = None
    for hallado in _ROTULADO.finditer(texto):
        inicio = hallado.start()
        if enlaces and any(desde <= inicio < hasta for desde, hasta in enlaces):
            antes = texto[max(inicio - _LETRAS_ATRAS, 0) : inicio]
            lo_es = _EN_DIRECCION.search(antes) is not None
        else:
            lo_es = (
                _lo_nombra(texto, hallado)
                or _lo_nombran_detras(texto, hallado)
                or (anterior is not None and _sigue(texto, anterior, hallado))
            )
        anterior = hallado if lo_es else None
        if lo_es:
            yield inicio, _con_su_digito(texto, hallado)


_DETRAS = re.compile(
    r"\s?[(\[]\s?(?:c\.?\s?c\b\.?|c[eé]dula\b)|\s(?-i:C\.C\.|CC)(?=\s?(?:[.,;)\n]|\Z))",
    re.IGNORECASE,
)


def _lo_nombran_detras(texto: str, hallado: re.Match[str]) -> bool:
    """«16.543.210 (C.C.)»: si tiene sus cifras, y nada antes dice que es otra cosa."""
    return (
        _DETRAS.match(texto, hallado.end()) is not None
        and _es_de_persona(hallado[0])
        and not nombra_otra_cosa(texto, hallado.start())
    )


def _con_su_digito(texto: str, hallado: re.Match[str]) -> int:
    """Dónde termina, con el dígito de verificación que tenga."""
    digito = _VERIFICACION.match(texto, hallado.end())
    return digito.end() if digito else hallado.end()


def _lo_nombra(texto: str, hallado: re.Match[str]) -> bool:
    """Si lo que va antes dice que es un documento, y el número puede serlo."""
    inicio = hallado.start()
    if va_tras_un_numero(texto, inicio) or len(_cifras(hallado[0])) < _CIFRAS.start:
        return False
    if _EN_UN_CODIGO.search(texto, max(inicio - _LETRAS_DEL_CODIGO, 0), inicio):
        return False
    for rotulo, entre in _rotulos_atras(palabras_atras(texto, inicio)):
        dicho = _segun_su_rotulo(texto, hallado, rotulo, entre)
        if dicho is not None:
            return dicho
    return False


def _rotulos_atras(atras: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Lo que va antes, cada vez con una palabra menos, y las que ya se dejaron atrás."""
    entre: list[str] = []
    while atras:
        yield " " + " ".join(palabra.lower() for palabra in atras), entre
        suya = atras.pop()
        if es_de_relleno(suya):
            continue
        entre.append(suya)
        if len(entre) > _ENTRE or es_de_cosas(suya):
            return


def _segun_su_rotulo(
    texto: str, hallado: re.Match[str], rotulo: str, entre: list[str]
) -> bool | None:
    """Si es un documento, según el rótulo en que eso termina; nada si no termina en uno."""
    if not _DE_OTRA_SIGLA.isdisjoint(rotulo.split()[-_LO_QUE_PRECEDE - 1 :]):
        return None
    if rotulo.endswith(_SEGUROS) or _CON_NIT.search(rotulo):
        es_otro = _son_cosas(texto, hallado, rotulo) or _es_un_nit(texto, hallado, rotulo)
        return not es_otro and (not entre or _es_de_alguien(entre, hallado[0]))
    if rotulo.endswith(_DE_CONTRIBUYENTE) and not _son_cifras(texto, hallado):
        return _es_de_persona(hallado[0]) and (not entre or _es_de_alguien(entre, hallado[0]))
    return _segun_uno_corriente(texto, hallado, rotulo, entre)


def _segun_uno_corriente(
    texto: str, hallado: re.Match[str], rotulo: str, entre: list[str]
) -> bool | None:
    """Lo mismo, de los rótulos que también dicen otras cosas."""
    como_cedula = _COMO_CEDULA.fullmatch(hallado[0]) is not None
    if rotulo.endswith(_CON_DOS_PUNTOS) and (como_cedula or _tras_dos_puntos(texto, hallado)):
        return not entre or (como_cedula and _es_de_alguien(entre, hallado[0]))
    if entre:
        return None
    if rotulo.endswith(_FLOJOS):
        return como_cedula or (
            rotulo.endswith(_DE_QUIEN)
            and _CON_SU_NUMERO.search(texto, max(hallado.start() - 10, 0), hallado.start())
            is not None
            and _es_de_persona(hallado[0])
        )
    for siglas, como in _DE_SIGLAS.items():
        if rotulo.endswith(siglas):
            return como.fullmatch(hallado[0]) is not None and not _es_dinero(texto, hallado)
    return None


def _es_de_persona(escrito: str) -> bool:
    cifras = _cifras(escrito)
    de_diez = len(cifras) == _DE_LAS_NUEVAS and cifras.startswith("1")
    return de_diez or (len(cifras) in _DE_LAS_VIEJAS and not _UNA_FECHA.fullmatch(cifras))


def _tras_dos_puntos(texto: str, hallado: re.Match[str]) -> bool:
    """«Documento: 52468135»: con las cifras de una cédula, y los dos puntos junto al número."""
    antes = texto[max(hallado.start() - 2, 0) : hallado.start()]
    return antes.rstrip().endswith(":") and _es_de_persona(hallado[0])


def _son_cifras(texto: str, hallado: re.Match[str]) -> bool:
    return _es_dinero(texto, hallado) or _SON_COSAS.match(texto, hallado.end()) is not None


def _es_de_alguien(entre: list[str], escrito: str) -> bool:
    """«Cédula del representante legal: …», «Cédula de Fulano Ejemplo …»."""
    cifras = _cifras(escrito)
    if len(cifras) not in _LARGOS or _UNA_FECHA.fullmatch(cifras):
        return False
    return all(palabra.lower() in PERSONAS or palabra[0].isupper() for palabra in entre)


def _son_cosas(texto: str, hallado: re.Match[str], rotulo: str) -> bool:
    """«Expedición de cédulas: 1.234.567», «cédulas: 1.234.567 trámites»."""
    if not rotulo.endswith(_PLURALES):
        return False
    cuenta = any(
        rotulo.endswith(plural)
        and not _SE_CUENTAN.isdisjoint(rotulo.removesuffix(plural).split()[-_LO_QUE_PRECEDE:])
        for plural in _PLURALES
    )
    return cuenta or _SON_COSAS.match(texto, hallado.end()) is not None


def _es_un_nit(texto: str, hallado: re.Match[str], rotulo: str) -> bool:
    """Lo que va tras «NIT o C.C.», de nueve cifras como ninguna cédula, o con su dígito."""
    cifras = _cifras(hallado[0])
    if not _DE_NIT.fullmatch(cifras):
        return False
    con_nit = "nit" in rotulo.split()[-_LO_QUE_PRECEDE - 1 :]
    return con_nit or _es_nit(texto, hallado.end(), cifras)


def _es_dinero(texto: str, hallado: re.Match[str]) -> bool:
    return ES_DINERO.match(texto, hallado.end()) is not None


def _sigue(texto: str, anterior: re.Match[str], hallado: re.Match[str]) -> bool:
    """Si es otro de una lista, escrito como el anterior."""
    cifras = _cifras(hallado[0])
    de_miles = hallado[0] != cifras
    return (
        len(cifras) in _LARGOS
        and de_miles == (not anterior[0].isdigit())
        and not cifras.endswith("000")
        and not _UNA_FECHA.fullmatch(cifras)
        and not _es_dinero(texto, hallado)
        and not _SON_COSAS.match(texto, hallado.end())
        and _LISTA.fullmatch(texto, anterior.end(), hallado.start()) is not None
    )


_NUMERO = re.compile(
    r"(?:(?<![\w./,'’-])|(?<=[Cc][Cc])|(?<=[Cc]\.))(?:\d{1,3}(?:[.,'’\s]\d{3}){1,3}|\d{6,10})(?![\w/])(?![.,'’]\d)"
)
_SEIS_CIFRAS = re.compile(r"(?:\d\D?){5}\d")
_CINCO_CIFRAS = re.compile(r"(?:\d\D{0,2}){4}\d")
_VERIFICACION = re.compile(r"\s?[-–]\s?(\d)(?!\d)")
"""El dígito de verificación de un NIT."""
_DE_DIEZ = re.compile(r"1[0-2]\d{8}")
_CON_PUNTOS = re.compile(r"\d{1,2}\.\d{3}\.\d{3}")
_TRAS_UN_NOMBRE = re.compile(r"(?:\b[A-ZÁÉÍÓÚÑ][\w'’]+[ ,(:-]{1,3}){2}$")
_PALABRAS_ENTRE = 2
_LETRAS_ATRAS = 60
_SON_COSAS = re.compile(
    r"\s?(?:de\s)?(?!(?:de|del|los|las|y|e|a|al|en|con|quien|que|por|para|expedid[ao])\b)(?:[a-záéíóúñ]|%|m2|m²)"
)
"""Lo que se cuenta: «12.345.678 habitantes»; «de Cali» y «en la mesa» no."""
_CIFRAS = range(6, 11)
_REDONDO = "00000"
_NO_SON_CIFRAS = re.compile(r"\D+")


def _cifras(escrito: str) -> str:
    return _NO_SON_CIFRAS.sub("", escrito)


def cedulas(texto: str) -> Iterator[str]:
    """Las cifras de cada número que parece una cédula."""
    if not _SEIS_CIFRAS.search(texto):  # casi todos
        return
    for hallado in _NUMERO.finditer(texto):
        cifras = _cifras(hallado[0])
        if len(cifras) in _CIFRAS and cifras.isascii() and _lo_parece(texto, hallado, cifras):
            yield cifras


def es_de_cedula(rotulo: str) -> bool:
    """Si lo que va bajo ese rótulo es una cédula."""
    return nombra_una_cedula(rotulo, len(rotulo), _PALABRAS_ENTRE)


def _lo_parece(texto: str, hallado: re.Match[str], cifras: str) -> bool:
    inicio, fin = hallado.span()
    if not va_tras_un_numero(texto, inicio):
        if nombra_una_cedula(texto, inicio, _PALABRAS_ENTRE):
            return True
        if nombra_otra_cosa(texto, inicio):
            return False
    if cifras.endswith(_REDONDO) or _es_nit(texto, fin, cifras):
        return False
    if _DE_DIEZ.fullmatch(cifras):
        return not ES_DINERO.match(texto, fin)
    atras = texto[max(inicio - _LETRAS_ATRAS, 0) : inicio]
    if atras.endswith("omitido] (") and texto[fin : fin + 1] == ")":
        return True
    va_tras_un_nombre = (
        atras != atras.lower()  # casi ninguno: buscarlo cuesta más
        and _CON_PUNTOS.fullmatch(hallado[0])
        and _TRAS_UN_NOMBRE.search(atras)
    )
    return bool(va_tras_un_nombre) and not _SON_COSAS.match(texto, fin)


def _es_nit(texto: str, fin: int, cifras: str) -> bool:
    """Si le sigue el dígito de verificación que le corresponde."""
    digito = _VERIFICACION.match(texto, fin)
    return digito is not None and digito[1] == digito_de_verificacion(cifras)


_NIT_ENTERO = re.compile(r"(\d[\d.,\s]*)[-–]\s?(\d)")


def es_un_nit(escrito: str) -> bool:
    """Si es un NIT con su dígito de verificación, y es el que le corresponde."""
    hallado = _NIT_ENTERO.fullmatch(escrito)
    return hallado is not None and hallado[2] == digito_de_verificacion(
        re.sub(r"\D", "", hallado[1])
    )
