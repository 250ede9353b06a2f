"""Un nombre propio en lo que se cuenta: «del Municipio de Prueba», no «de MUNICIPIO DE PRUEBA».

En un formato oficial y en los datos va como lo escribió la entidad.
"""

import functools
import re

from paac_reportes.expresiones import expresion
from paac_reportes.textos.frases import con_mayuscula, en_un_renglon
from paac_reportes.textos.plano import conjunto, en_plano

_PALABRA = expresion(r"(?:[^\W\d_]\.)+[^\W\d_]\b\.?|[^\W\d_]+")
"""Con los puntos de una sigla: ``E.S.P.``; los de una abreviatura, como ``DIR.``, no."""
_EN_MINUSCULA = conjunto("de del la las el los y e o u en para por con sin a al sobre")
_SIGLAS = conjunto(
    "arl car cas crc cvc cvs dane dian eice eps esap ese esp ica icbf icetex ics igac ips mecip"
    " mipg ocid oci ocde paac pbx ptep pqr pqrs pqrsd pqrsdf rrhh rues sac secop sena sgc sgp sgsst"
    " siau sig sisben sst suit tic tics umata uaesp utl"
)
"""Siglas que se conocen, en plano: de las demás que lo parecen no se sabe si lo son."""
_CONOCIDAS = conjunto(
    "agua aire alta alto area arte aseo aula bajo base bien caja casa cine club cruz culto dato"
    " doce dos eje ente faro flor foro fray gas juan jose jefe juez lago leon ley luis luz mar"
    " mesa mil mina nina nino obra once oro pago pais paz peso plan pozo pro puro red rey"
    " rio ruta sala san sede seis sol sur toma tren tres una uno uso via vida vias vial zona"
    " aipe buga cali chia cota gama hato inza iza mani meta mitu muzo nilo paez pais paya pore"
    " pupo sipi sopo sora tado tame toca tona toro tota tuta une vega yali zea"
    " aguas minas obras prensa rentas salud"
    " arauca boyaca caldas cauca cesar choco huila narino sucre tolima vaupes"
)
"""Palabras, municipios y departamentos cortos, en plano: una que no esté puede ser una sigla."""
_LETRAS_DE_UNA_CORTA, _LETRAS_SI_VA_SOLA = 4, 6
"""Letras de una palabra corta, que sola puede ser sigla (``EMCALI``) y en un nombre no."""
_DE_UN_LUGAR = expresion(
    r"\b(municipio|alcald[ií]a(?: municipal)?|gobernaci[oó]n|departamento) de (el|la|los|las) ",
    re.IGNORECASE,
)
"""El artículo de un lugar es de su nombre: ``Municipio de La Vega``, y no ``de la Mujer``."""
_ROMANOS = expresion(r"[IVX]+")
_CON_CIFRAS = expresion(r"\d")

_MASCULINOS = conjunto(
    "municipio departamento distrito instituto ministerio hospital concejo fondo centro servicio"
    " establecimiento consejo colegio politecnico area despacho grupo comite archivo banco canal"
    " jardin parque teatro museo ente organismo sistema programa proceso equipo"
)
_FEMENINOS = conjunto(
    "alcaldia gobernacion secretaria subsecretaria empresa corporacion personeria contraloria"
    " universidad superintendencia unidad agencia institucion caja camara direccion subdireccion"
    " oficina asociacion fundacion loteria fiscalia procuraduria defensoria registraduria comision"
    " escuela imprenta industria sociedad red biblioteca gerencia subgerencia asesoria jefatura"
    " division coordinacion inspeccion comisaria tesoreria vicerrectoria rectoria"
)


@functools.lru_cache(maxsize=512)
def nombre_en_frase(nombre: str) -> str:
    """El nombre como va en una frase: ``OFICINA DE LAS TIC`` → ``Oficina de las TIC``.

    El que ya trae minúsculas se deja. También el que tiene una palabra dudosa, entero: un nombre
    mal escrito es peor que uno en mayúsculas.
    """
    renglon = en_un_renglon(nombre)
    if renglon != renglon.upper() or renglon == renglon.lower():
        return renglon
    if _es_dudoso(renglon):
        return renglon
    en_minusculas = _PALABRA.sub(lambda palabra: _con_sus_mayusculas(palabra[0]), renglon)
    return con_mayuscula(_DE_UN_LUGAR.sub(_con_su_articulo, en_minusculas))


def _con_su_articulo(entidad: re.Match[str]) -> str:
    return f"{entidad[1]} de {entidad[2].capitalize()} "


def _es_dudoso(nombre: str) -> bool:
    """Si trae cifras, acaba en preposición, artículo o «y», o hay una palabra dudosa."""
    palabras = _PALABRA.findall(nombre)
    if _CON_CIFRAS.search(nombre) or palabras[-1].lower() in _EN_MINUSCULA:
        return True
    cortas = _LETRAS_DE_UNA_CORTA if len(palabras) > 1 else _LETRAS_SI_VA_SOLA
    return any(_es_dudosa(palabra, cortas) for palabra in palabras)


def _es_dudosa(palabra: str, cortas: int) -> bool:
    """Si una palabra puede ser una sigla: es corta y no se conoce, o no tiene vocales."""
    plana = en_plano(palabra)
    if plana in _EN_MINUSCULA or plana in _CONOCIDAS or _es_sigla(palabra):
        return False
    return len(palabra) <= cortas or not set(plana) & set("aeiou")


def _con_sus_mayusculas(palabra: str) -> str:
    """``OFICINA`` → ``Oficina``, ``DE`` → ``de``; ``TIC``, como está."""
    minuscula = palabra.lower()
    if minuscula in _EN_MINUSCULA:
        return minuscula
    return palabra if _es_sigla(palabra) else minuscula.capitalize()


def _es_sigla(palabra: str) -> bool:
    return "." in palabra or en_plano(palabra) in _SIGLAS or _ROMANOS.fullmatch(palabra) is not None


_MUNICIPIO = expresion(r"(?:municipio|alcald[ií]a(?: municipal)?) de (.++)", re.IGNORECASE)


def municipio_en(nombre: str) -> str:
    """El municipio que el nombre de una entidad dice, ``Prueba``; vacío si no lo dice."""
    hallado = _MUNICIPIO.fullmatch(nombre_en_frase(nombre))
    return hallado[1] if hallado else ""


def con_articulo(nombre: str) -> str:
    """El nombre con su artículo, ``la Secretaría``; si no se sabe cuál, sin él: ``Emcali``."""
    en_frase = nombre_en_frase(nombre)
    articulo = _articulo(en_frase)
    return f"{articulo} {en_frase}" if articulo else en_frase


def con_de(nombre: str) -> str:
    """El nombre tras «de»: ``del Municipio de Prueba``, ``de la Alcaldía``, ``de Emcali``."""
    en_frase = nombre_en_frase(nombre)
    articulo = _articulo(en_frase)
    if articulo == "el":
        return f"del {en_frase}"
    return f"de {articulo} {en_frase}" if articulo else f"de {en_frase}"


def _articulo(en_frase: str) -> str:
    primera = en_plano(en_frase.partition(" ")[0])
    if primera in _MASCULINOS:
        return "el"
    return "la" if primera in _FEMENINOS else ""
