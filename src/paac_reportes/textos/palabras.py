"""Las palabras de antes de un número, que dicen de qué es: un teléfono, una cédula u otra cosa.

Sólo cuentan las de su misma frase, desde el número anterior y desde lo ya omitido.
"""

import functools
import re
import unicodedata

INVISIBLES = (
    "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\ufffd"
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
)
"""Lo que no se ve, o se cambia por � al escribir: adentro de un dato no lo parte."""
_SIN_LO_INVISIBLE = re.compile(f"[{INVISIBLES}\u0300-\u036f]+")
_PALABRA = re.compile(r"[^\W\d_]+|[$€,:;()]")
_LETRAS_ATRAS = 80
_PARED = re.compile(r"\d|omitido\]|;|[!?]\s|(?<=[^\W\d_]{5})\.\s")
"""Detrás de esto lo que hubiera no nombra nada; «No.» y «Cel.» no terminan una frase."""
_SIGNOS = frozenset(",:;()")


def _conjunto(juntas: str) -> frozenset[str]:
    return frozenset(juntas.split())


_RELLENO = _conjunto(
    "no nro num numero n o de del la el los las por es al a y en con se fue expedida actual fijo"
    " nacional"
)
DE_CEDULA = _conjunto(
    "c cc cedula cedulas ciudadania extranjeria identidad nuip identificado identificada"
    " identificados identificacion"
)
_DE_COSA = _conjunto(
    "$ € cop pesos valor valores monto suma recursos presupuesto costo millones total saldo"
    " apropiacion inversion inversiones gasto gastos pago pagos variacion ingreso ingresos"
    " nit contrato contratos convenio convenios cdp crp rp rubro certificado certificados"
    " disponibilidad registro registros radicado radicados rad radicacion resolucion resoluciones"
    " decreto acuerdo ordenanza ley factura facturas comprobante egreso orden ordenes expediente"
    " proceso procesos codigo codigos bpin bpim id referencia ref cuenta cuentas ahorros corriente"
    " serie acta oficio certificacion matricula matriculas poliza polizas base ficha predio"
)
DE_OTRA_COSA = DE_CEDULA | _DE_COSA
"""Lo que nombra números que no son un teléfono."""
_CALIFICAN = _conjunto(
    "presupuestal presupuestales interno interna externo entrada salida apertura obra obras publica"
    " publico compra compras servicio servicios prestacion suministro inmobiliaria catastral"
    " ejecutado ejecutada pagado pagada definitiva definitivo inicial interadministrativo"
    " administrativa fecha bancaria electronica cumplimiento seguro"
)
"""Lo que va detrás de ellas: «registro presupuestal», «orden de compra»."""
_PALABRAS_ENTRE = 4
_NOMBRE_PROPIO = 2
_SON_ENTIDADES = _conjunto(
    "banco bancolombia davivienda bbva agrario colombia alcaldia municipio municipal departamento"
    " gobernacion secretaria hospital empresa entidad instituto ese bogota popular"
)
_SON_PERSONAS = _conjunto(
    "supervisor supervisora interventor interventora contratista responsable contacto lider enlace"
    " encargado encargada coordinador coordinadora"
)

FUERTES = _conjunto(
    "tel tels telf telefono telefonos telefax fax cel cels celular celulares movil moviles pbx"
    " conmutador whatsapp wsp wasap"
)
"""Lo que sólo puede nombrar un teléfono."""
_ENTRE_EL_FUERTE = _conjunto(
    "no nro num numero n fijo de del la el al a es contacto oficina secretaria alcaldia despacho"
    " entidad dependencia institucional personal atencion ciudadano usuario gratuita nacional"
    " denuncias directo telefonica : , ( )"
)
_LINEAS = _conjunto("linea lineas")
_DE_LA_LINEA = _conjunto("gratuita atencion denuncias telefonica")
_NO_ES_UN_NUMERO = _conjunto(
    "por via mediante internet telefonia banca unidad red aula plan planes servicio tecnologia"
    " biblioteca"
)
"""«Por teléfono», «internet móvil»: dicen por dónde, y no a cuál."""
_CUENTAN = _conjunto(
    "cantidad total llamadas registros usuarios mensajes atenciones minutos suscriptores lineas"
    " consultas fecha valor costo gasto consumo base porcentaje personas ciudadanos"
)
_ARTICULOS = _conjunto("la el las los un una su")
_PREPOSICIONES = _conjunto("de a al del en")
_POR_DONDE = _conjunto("en por")
_PARTICIPIO = re.compile(r"\w{2,}[ai]d[oa]s")
_PLURALES = _conjunto("tels telefonos cels celulares moviles")
_ROTULOS = 512
"""Los que se recuerdan: un plan repite unos pocos en cada uno de sus valores."""


def sin_invisibles(texto: str) -> str:
    """El texto sin lo que no se ve."""
    return _SIN_LO_INVISIBLE.sub("", texto)


def palabras_atras(texto: str, inicio: int) -> list[str]:
    """Las palabras y los signos que van antes, como se escribieron, la más cercana al final."""
    desde = max(inicio - _LETRAS_ATRAS, 0)
    atras = _PARED.split(texto[desde:inicio])
    halladas: list[str] = _PALABRA.findall(sin_invisibles(unicodedata.normalize("NFD", atras[-1])))
    if len(atras) == 1 and desde and texto[desde - 1].isalnum():
        del halladas[:1]  # está partida
    return halladas


def nombra_una_cedula(texto: str, inicio: int, entre: int) -> bool:
    """Si la palabra que lo nombra es de una cédula, con otras pocas entre los dos."""
    for palabra in reversed(palabras_atras(texto, inicio)):
        suya = palabra.lower()
        if suya in DE_CEDULA:
            return True
        if suya in _RELLENO or suya in _SIGNOS:
            continue
        entre -= 1
        if entre < 0 or suya in DE_OTRA_COSA:
            return False
    return False


def nombra_otra_cosa(texto: str, inicio: int) -> str:
    """La palabra que dice que un número es un contrato, un valor, una cédula…; vacía si ninguna."""
    libres: list[str] = []
    atras = palabras_atras(texto, inicio)
    for lugar in range(len(atras) - 1, -1, -1):
        palabra, suya = atras[lugar], atras[lugar].lower()
        if suya in DE_OTRA_COSA:
            return "" if _es_de_alguien(atras, lugar) else suya
        if suya in FUERTES or (libres and suya in _SIGNOS):
            return ""
        if suya in _RELLENO or suya in _CALIFICAN or suya in _SIGNOS:
            continue
        libres.append(palabra)
        if len(libres) > _PALABRAS_ENTRE or _son_un_nombre(libres):
            return ""
    return ""


def _son_un_nombre(libres: list[str]) -> bool:
    """«Contrato de Rosa Pérez 310…»: el número es de ella."""
    ultimas = libres[-_NOMBRE_PROPIO:]
    return len(ultimas) == _NOMBRE_PROPIO and all(
        palabra[0].isupper() and palabra.lower() not in _SON_ENTIDADES for palabra in ultimas
    )


def _es_de_alguien(atras: list[str], lugar: int) -> bool:
    """«Supervisora del contrato: 310…»."""
    antes = [p.lower() for p in atras[max(lugar - 3, 0) : lugar] if p.lower() not in _ARTICULOS]
    return (
        atras[-1] == ":"
        and not _PREPOSICIONES.isdisjoint(antes[-1:])
        and not _SON_PERSONAS.isdisjoint(antes[-2:-1])
    )


def nombra_un_telefono(texto: str, inicio: int) -> bool:
    """Si justo antes va una palabra que sólo puede nombrar un teléfono."""
    atras = [palabra.lower() for palabra in palabras_atras(texto, inicio)]
    entre: set[str] = set()
    while atras and atras[-1] in _ENTRE_EL_FUERTE:
        entre.add(atras.pop())
    if not atras:
        return False
    fuerte = atras.pop()
    if fuerte not in FUERTES and not (fuerte in _LINEAS and entre & _DE_LA_LINEA):
        return False
    while atras and atras[-1] in _ARTICULOS:
        atras.pop()
    if "al" not in entre and not _NO_ES_UN_NUMERO.isdisjoint(atras[-1:]):
        return False
    if fuerte in _LINEAS and not _POR_DONDE.isdisjoint(atras[-1:]):
        return False
    return _PREPOSICIONES.isdisjoint(atras[-1:]) or _CUENTAN.isdisjoint(atras[-2:-1])


@functools.lru_cache(maxsize=_ROTULOS)
def trae_un_fuerte(rotulo: str) -> bool:
    """Si alguna de sus palabras podría nombrar un teléfono."""
    return not FUERTES.isdisjoint(palabras_atras(rotulo.lower(), len(rotulo)))


@functools.lru_cache(maxsize=_ROTULOS)
def es_de_telefono(rotulo: str, *, de_uno: bool = False) -> bool:
    """Si lo que va bajo el rótulo de una columna son teléfonos; o uno, si es una cifra."""
    suyas = set(palabras_atras(rotulo.lower(), len(rotulo)))
    fuertes = FUERTES - _PLURALES if de_uno else FUERTES
    ajenas = _CUENTAN | _NO_ES_UN_NUMERO | _DE_COSA
    return (
        not suyas.isdisjoint(fuertes)
        and suyas.isdisjoint(ajenas)
        and not any(_PARTICIPIO.fullmatch(palabra) for palabra in suyas)
    )
