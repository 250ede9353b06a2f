"""Los correos que trae un texto, también disfrazados («nombre (arroba) entidad.gov.co»)."""

import re
from collections.abc import Iterator

from paac_reportes.textos.plano import conjunto

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
    """Servidor sin lo que sigue en la frase: «y.co.Luego» → «y.co»; vacío si no queda uno."""
    partes = servidor.split(".")
    while len(partes) > 1 and not re.match(r"\s?[a-z]{2}", partes[-1], re.IGNORECASE):
        partes.pop()
    for lugar in range(2, len(partes)):
        if partes[lugar - 1] in _GENERICOS and partes[lugar][:1].isupper():
            partes = partes[:lugar]
            break
    quedan = ".".join(partes)
    return quedan if re.search(r"[.,\s]|punto|dot", quedan, re.IGNORECASE) else ""
