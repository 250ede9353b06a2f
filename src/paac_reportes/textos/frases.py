"""Una frase escrita entera, que concuerda con lo que cuenta; cómo empieza, se corta y se junta.

Al final, los nombres propios en lo que se cuenta: «del Municipio de Prueba», y no «de MUNICIPIO DE
PRUEBA». En un formato oficial y en los datos van como los escribió la entidad.
"""

import functools
import re
from itertools import repeat

from paac_reportes import clases
from paac_reportes.expresiones import expresion
from paac_reportes.textos.plano import conjunto, en_plano
from paac_reportes.textos.valores import con_miles

_PIEZA = expresion(r"\{(?P<pieza>\w+)\}|\[(?P<primera>[^][|]*)(?P<segunda>\|[^][|]*)?\]|@s?")
_TANTAS_DE = expresion(r"(\{\d\}) de (\{\d\})")
"""``13 de 34``, que no se parte entre dos renglones."""
_UNA, _VARIAS = 1, 2
"""Cuentas con que se concuerda: desde dos, todas igual; ninguna, como una."""


@clases.frozen
class Palabras:
    """Palabras que concuerdan con unas filas: cómo se llama una, cómo varias, y su género."""

    singular: str
    plural: str
    vocal: str

    def di(self, frase: str, *cuantas: int, **datos: object) -> str:
        """La frase, con sus números y lo que concuerda con ellos.

        ``De {las} {filas} que debía[n] estar terminad@s, {cuantas} lo [está|están]{parte}.``, de
        actividades y con 5 y 1: «De las 5 actividades que debían estar terminadas, 1 lo está.»

        Cada número va donde la frase lo pide, en orden: ``{n}`` (3), ``{cuenta}`` (1 trámite),
        ``{las}`` (la única, los 3), ``{de_las}`` (del único, de los 3), ``{las_otras}`` (el otro,
        las otras 3) y ``{cuantas}`` (ninguna, 3). Concuerdan con el que les sigue o, si no, con el
        último dicho: ``[uno|varios]``, ``[n]`` (sólo si son varios), ``@`` (a, o), ``@s``,
        ``{filas}`` y ``{ella}`` (él, ellos); antes del primero, con él y, sin ninguno, como de
        varias. De cualquier número son ``{ninguna}``, ``{todas}`` y ``{ellas}``. Una pieza que
        empieza en mayúscula se escribe con ella. Lo demás es lo que se da con su nombre, a la
        letra.
        """
        clases_de_numero = tuple(map(min, cuantas, repeat(_VARIAS)))
        concordada = _concordada(frase, self.singular, self.plural, self.vocal, clases_de_numero)
        return concordada.format(*map(con_miles, cuantas), **datos)

    def cuentas(self, *frases: tuple[int, str]) -> list[str]:
        """La frase de cada número, ``(3, "{n} venci[ó|eron]")``; la de un cero no se dice."""
        return [self.di(frase, cuantas) for cuantas, frase in frases if cuantas]

    def contar(self, cuantas: int) -> str:
        """``1 actividad``, ``3 trámites``."""
        return self.di("{cuenta}", cuantas)


_CON_NUMERO = {"n", "cuenta", "las", "de_las", "las_otras", "cuantas"}
_SIGUE_UN_NUMERO = tuple(f" {{{pieza}}}" for pieza in sorted(_CON_NUMERO))


@functools.lru_cache(maxsize=1024)
def _concordada(
    frase: str, singular: str, plural: str, vocal: str, cuantas: tuple[int, ...]
) -> str:
    """La frase concordada en género y número, a la que sólo le faltan sus números: ``las {0}``.

    ``vocal``: «a» u «o»; ``cuantas``: 0, 1 o 2 por cada número, si es ninguno, uno o más.
    """
    numeros_escritos, numero = 0, cuantas[0] if cuantas else _VARIAS

    def pieza(coincidencia: re.Match[str]) -> str:
        """``{las}``, con el segundo número → ``las {1}``; la pieza que pide un número lo gasta."""
        nonlocal numeros_escritos, numero
        nombre = coincidencia["pieza"]
        if nombre is None:
            sigue = frase.startswith(_SIGUE_UN_NUMERO, coincidencia.end())
            return _terminacion(coincidencia, cuantas[numeros_escritos] if sigue else numero, vocal)
        llano = nombre.lower()
        if llano in _CON_NUMERO:
            numeros_escritos, numero = numeros_escritos + 1, cuantas[numeros_escritos]
        sustantivo = singular if numero == _UNA else plural
        palabra = _piezas(f"{{{numeros_escritos - 1}}}", numero, sustantivo, vocal).get(
            llano, coincidencia[0]
        )
        return palabra if nombre == llano else con_mayuscula(palabra)

    return _TANTAS_DE.sub("\\1\N{NO-BREAK SPACE}de\N{NO-BREAK SPACE}\\2", _PIEZA.sub(pieza, frase))


def _terminacion(coincidencia: re.Match[str], numero: int, vocal: str) -> str:
    """Lo que ``[uno|varios]``, ``[n]``, ``@`` o ``@s`` deja para ese número y ese género.

    ``vocal``: «a» u «o».
    """
    if coincidencia[0].startswith("@"):
        return f"{vocal}s" if coincidencia[0] == "@s" and numero >= _VARIAS else vocal
    primera, segunda = coincidencia["primera"], coincidencia["segunda"]
    si_una, si_varias = (primera, segunda[1:]) if segunda else ("", primera)
    return si_varias if numero >= _VARIAS else si_una


def _piezas(numero: str, cuantas: int, sustantivo: str, vocal: str) -> dict[str, str]:
    """Lo que cada pieza de una frase dice ya concordada: ``{"las": "las {0}"}``.

    ``numero``: ``{0}``; ``cuantas``: 0, 1 o 2, si ninguno, uno o más; ``vocal``: «a» u «o».
    """
    unica, otra, ella = (
        ("la única", "la otra", "ella") if vocal == "a" else ("el único", "el otro", "él")
    )
    con_articulo = unica if cuantas == _UNA else f"l{vocal}s {numero}"
    return {
        "n": numero,
        "cuenta": f"{numero} {sustantivo}",
        "filas": sustantivo,
        "las": con_articulo,
        "de_las": contraido(f"de {con_articulo}"),
        "las_otras": otra if cuantas == _UNA else f"l{vocal}s otr{vocal}s {numero}",
        "cuantas": numero if cuantas else f"ningun{vocal}",
        "ella": f"ell{vocal}s" if cuantas >= _VARIAS else ella,
        "ninguna": f"ningun{vocal}",
        "todas": f"tod{vocal}s",
        "ellas": f"ell{vocal}s",
    }


_SIN_CONTRAER = expresion(r"\b([Dd]e|[Aa]) el ")


def contraido(texto: str) -> str:
    """El texto, con ``del`` y ``al`` donde dice ``de el`` y ``a el``."""
    return _SIN_CONTRAER.sub(r"\1l ", texto)


def con_mayuscula(texto: str) -> str:
    """``ninguna aplica`` → ``Ninguna aplica``: lo demás, como está."""
    return texto[:1].upper() + texto[1:]


def con_minuscula(texto: str) -> str:
    """``Se materializó R1`` → ``se materializó R1``: lo demás, como está."""
    return texto[:1].lower() + texto[1:]


def seguidas(*frases: str) -> str:
    """Unas frases, una tras otra; las vacías no cuentan."""
    return " ".join(filter(None, frases))


def en_un_renglon(texto: str | None) -> str:
    """El texto sin saltos ni espacios de sobra."""
    return " ".join((texto or "").split())


def acortado(texto: str, letras: int) -> str:
    """El texto o, si pasa de esas letras, su comienzo con «…» al final."""
    return texto if len(texto) <= letras else f"{texto[: letras - 1]}…"


_NO_SE_PARTE = expresion(
    r"\b\d{1,2}(?:\.º)? de [a-záéíóú]++(?: del? \d{4})?|\b[a-záéíóú]++ de \d{4}\b|\b\d++ de \d++"
    r"|\b(?:Calle|Carrera|Avenida|Diagonal|Transversal) \d++\w? ?(?:n\.º|N[.°º]|#)? ?[\d-]++"
    r"|(?:https?://|www\.)\S++"
)
"""Una fecha, una norma o una dirección."""
_NO_CIERRA = expresion(
    r"(?i)al?|ante|bajo|con|contra|cuando|cuyo|como|del?|desde|durante|el|en|entre|hacia|hasta|l[ao]s?"
    r"|mediante|ni|para|pero|por|que|se|según|sin?|sobre|sus?|tras|un(?:as?|os)?|ver|[eouy]|y/o|n\.º"
)
"""Un artículo, una preposición o una conjunción: tras ellos falta lo que sigue."""


def recortado(texto: str, letras: int) -> str:
    """El texto o, si pasa de esas letras, hasta una palabra con que cierre y «…».

    No parte una fecha ni una dirección, ni termina en un artículo o una preposición.
    """
    if len(texto) <= letras:
        return texto
    corte = letras + 1
    enteras = (u for u in _NO_SE_PARTE.finditer(texto) if u.start() < corte <= u.end())
    if entera := next(enteras, None):
        if not entera.start():
            return f"{entera[0]}…" if entera[0] != texto else texto
        corte = entera.start()
    palabras = texto[:corte].split(" ")[: None if corte <= letras else -1]
    while palabras and (_NO_CIERRA.fullmatch(palabras[-1].strip(_CIERRES)) or not palabras[-1]):
        palabras.pop()
    return f"{' '.join(palabras).rstrip(_CIERRES) or texto[:letras]}…"


_CIERRES = " ,;:.(¿¡«–-"
"""Signos que no van antes de «…»."""


def donde_difieren(texto: str, otro: str, *, letras: int, alrededor: int) -> tuple[str, str]:
    """Dos textos desde donde difieren hasta donde vuelven a ser iguales, si pasan de unas letras.

    Cada uno con las palabras de ``alrededor`` que cupieran, y con «…» donde sigue.
    """
    if max(len(texto), len(otro)) <= letras:
        return texto, otro
    iguales = _primera_distinta(texto, otro)
    cortas = min(len(texto), len(otro))
    cola = min(_primera_distinta(texto[::-1], otro[::-1]), cortas - iguales)
    desde = texto.rfind(" ", 0, max(iguales - alrededor, 0)) + 1
    hasta = texto.find(" ", len(texto) - cola + alrededor)
    sobran = 0 if hasta < 0 else len(texto) - hasta
    antes, despues = "…" if desde else "", "…" if sobran else ""
    de_texto, de_otro = (t[desde : len(t) - sobran] for t in (texto, otro))
    return f"{antes}{de_texto}{despues}", f"{antes}{de_otro}{despues}"


def _primera_distinta(texto: str, otro: str) -> int:
    """El lugar, desde 0, de la primera letra distinta de dos textos."""
    pares = enumerate(zip(texto, otro, strict=False))
    return next((n for n, (a, b) in pares if a != b), min(len(texto), len(otro)))


_LETRAS_DE_UNA_CITA = 60


def citado(texto: str | None) -> str:
    """El texto entre comillas y en un renglón, sin pasar de una cita; vacío si no dice nada."""
    renglon = recortado(en_un_renglon(texto), _LETRAS_DE_UNA_CITA)
    return f"«{renglon}»" if renglon else ""


_PALABRA = expresion(r"(?:[^\W\d_]\.)+[^\W\d_]\b\.?|[^\W\d_]+")
"""Palabra, con los puntos de una sigla: ``E.S.P.``; con los de una abreviatura, ``DIR.``, no."""
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
    # El artículo de «Municipio de La Ceja» es de su nombre.
    de_su_lugar = _DE_UN_LUGAR.sub(lambda e: f"{e[1]} de {e[2].capitalize()} ", en_minusculas)
    return con_mayuscula(de_su_lugar)


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
    primera = en_plano(en_frase.partition(" ")[0])
    if primera in _MASCULINOS:
        return f"el {en_frase}"
    return f"la {en_frase}" if primera in _FEMENINOS else en_frase


_TRAE_ARTICULO = expresion(r"(?:el|l[ao]s?|tod[ao]s) ", re.IGNORECASE)


def responsable_con_articulo(responsable: str) -> str:
    """Un responsable con su artículo, ``la Oficina de Prensa``; si ya lo trae, ``el alcalde``."""
    trae = _TRAE_ARTICULO.match(responsable)
    return con_minuscula(responsable) if trae else con_articulo(responsable)


def con_de(nombre: str) -> str:
    """El nombre tras «de»: ``del Municipio de Prueba``, ``de la Alcaldía``, ``de Emcali``."""
    return contraido(f"de {con_articulo(nombre)}")
