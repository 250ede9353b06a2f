"""Los días de una fecha programada otra vez, leídos aparte: letras y renglones, sin la biblioteca.

Sirve para comparar. Sigue la especificación (§7.4 del dominio: qué se escribe en esa celda) clase
por clase, y de la biblioteca no toma nada. Lo que no dice un día no da ninguno.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

MESES = {
    nombre: numero
    for numero, nombres in enumerate(
        ("enero ene", "febrero feb", "marzo mar", "abril abr", "mayo may", "junio jun", "julio jul",
         "agosto ago", "septiembre setiembre sept sep set", "octubre oct", "noviembre nov",
         "diciembre dic"), 1,
    )
    for nombre in nombres.split()
}  # fmt: skip
MES = f"(?P<mes>{'|'.join(sorted(MESES, key=len, reverse=True))})\\b\\.?"
ANO = r"(?P<ano>(?:19|20)\d\d)"

FECHAS = (
    rf"(?P<dia>\d\d?) ?/ ?(?P<numero>\d\d?) ?/ ?{ANO}",  # 31/01/2020
    rf"(?P<numero>\d\d?)/{ANO}",  # 06/2020
    rf"(?P<dia>\d\d?)(?: de | |-){MES}(?:(?: del? | |-){ANO}|-(?P<corto>\d\d))?",  # 31 dic 2020
    rf"{MES}(?:(?: del? | |-){ANO}|-(?P<corto>\d\d))?",  # Junio de 2022 · sep-26
)
PARTES = {"bimestre": 2, "trimestre": 3, "cuatrimestre": 4, "semestre": 6}
ORDINALES = {"primer": 1, "segundo": 2, "tercer": 3, "cuarto": 4, "quinto": 5, "sexto": 6}
FRECUENCIAS = {
    "diari": 1, "semanal": 1, "quincenal": 1, "mensual": 1, "bimestral": 2, "trimestral": 3,
    "cuatrimestral": 4, "cuatrimstral": 4, "semestral": 6, "anual": 12,
}  # fmt: skip
VECES = {"una": 1, "dos": 2, "tres": 3, "cuatro": 4}
REMITEN = r"\b(?:segun|conforme|de acuerdo|programa|agenda|cuando|que|acordada)\b"

Tramo = tuple[date, date]


def dias_de(texto: str, vigencia: int | None) -> list[date]:
    """Los días en que algo vence, en orden: el último de lo que el texto diga."""
    plano = sin_tildes(texto)
    fechas = list(fechas_de(plano, vigencia))
    tramos = [tramo for _, _, tramo in fechas]
    if len(fechas) == 2 and re.fullmatch(r" ?(?:[-–—]|al?|hasta) ?", entre(plano, fechas)):
        tramos = [(tramos[0][0], tramos[1][1])] if tramos[0] and tramos[1] else tramos[1:]
    meses = meses_de_la_frecuencia(re.split(REMITEN, plano)[0])
    if meses and not fechas:
        return finales(meses, anos_sueltos(plano) or ([vigencia] if vigencia else []))
    if not fechas:
        tramos = list(parte_del_ano(plano, vigencia))
    return sorted({tramo[1] for tramo in tramos if tramo})


def sin_tildes(texto: str) -> str:
    """En minúsculas, con un solo espacio entre palabras."""
    letras = unicodedata.normalize("NFKD", texto.lower())
    return " ".join("".join(una for una in letras if not unicodedata.combining(una)).split())


def fechas_de(plano: str, vigencia: int | None) -> Iterator[tuple[int, int, Tramo | None]]:
    """Cada fecha escrita, con su lugar; la que calla el año toma el de la que sigue."""
    halladas = []
    lugar = 0
    while hallada := siguiente(plano, lugar):
        halladas.append(hallada)
        lugar = hallada.end()
    ano = vigencia
    leidas = []
    for hallada in reversed(halladas):
        dicho = hallada.groupdict()
        ano = int(dicho.get("ano") or 0) or 2000 + int(dicho.get("corto") or -2000) or ano
        mes = int(dicho.get("numero") or 0) or MESES.get(dicho.get("mes") or "", 0)
        dia = int(dicho["dia"]) if dicho.get("dia") else None
        leidas.append((hallada.start(), hallada.end(), tramo_de(ano, mes, dia, dicho)))
    return reversed(leidas)


def siguiente(plano: str, desde: int) -> re.Match[str] | None:
    """La primera desde un lugar; donde dos empiezan juntas, la más larga."""
    halladas = [re.compile(rf"(?<![\w/]){una}(?![\w/])").search(plano, desde) for una in FECHAS]
    return min(filter(None, halladas), key=lambda una: (una.start(), -una.end()), default=None)


def tramo_de(ano: int | None, mes: int, dia: int | None, dicho: dict[str, str]) -> Tramo | None:
    """Un día o un mes; lo que no existe como día/mes se prueba como mes/día, y si no, nada."""
    if ano is None:
        return None
    if dia is None:
        return tramo_de_meses(ano, mes, mes) if 1 <= mes <= 12 else None
    for el_mes, el_dia in ((mes, dia), (dia, mes)) if dicho.get("numero") else ((mes, dia),):
        if 1 <= el_mes <= 12 and 1 <= el_dia <= monthrange(ano, el_mes)[1]:
            return (date(ano, el_mes, el_dia),) * 2
    return None


def tramo_de_meses(ano: int, primero: int, ultimo: int) -> Tramo:
    """Del primer día de un mes al último de otro."""
    return date(ano, primero, 1), date(ano, ultimo, monthrange(ano, ultimo)[1])


def entre(plano: str, fechas: list[tuple[int, int, Tramo | None]]) -> str:
    """Lo escrito entre las dos."""
    return plano[fechas[0][1] : fechas[1][0]]


def anos_sueltos(plano: str) -> list[int]:
    """Los que el texto nombra."""
    return [int(una) for una in re.findall(rf"\b{ANO}\b", plano)]


def meses_de_la_frecuencia(plano: str) -> int | None:
    """Cada cuántos: «trimestralmente», «dos veces al año», «cada trimestre»."""
    if hallada := re.search(rf"\b({'|'.join(FRECUENCIAS)})[a-z]*\b", plano):
        return FRECUENCIAS[hallada[1]]
    if hallada := re.search(rf"\b({'|'.join(VECES)})(?: vez| veces)? al ano\b", plano):
        return 12 // VECES[hallada[1]]
    if hallada := re.search(rf"\bcada (mes|ano|{'|'.join(PARTES)})\b", plano):
        return {**PARTES, "mes": 1, "ano": 12}[hallada[1]]
    return None


def finales(meses: int, anos: list[int]) -> list[date]:
    """El último día de cada período."""
    return [tramo_de_meses(ano, mes, mes)[1] for ano in anos for mes in range(meses, 13, meses)]


def parte_del_ano(plano: str, vigencia: int | None) -> Iterator[Tramo]:
    """«Primer trimestre», «todo el año», «2021»: si se dice algo más, no es un día."""
    orden, partes = "|".join(ORDINALES), "|".join(PARTES)
    if hallada := re.fullmatch(rf"({orden}) ({partes})(?: (?:de|del ano))?(?: {ANO})?", plano):
        meses, ano = PARTES[hallada[2]], int(hallada["ano"] or vigencia or 0)
        ultimo = ORDINALES[hallada[1]] * meses
        if ano and ultimo <= 12:
            yield tramo_de_meses(ano, ultimo - meses + 1, ultimo)
    elif re.fullmatch(r"todo (?:el|al) ano", plano) and vigencia:
        yield tramo_de_meses(vigencia, 1, 12)
    elif re.fullmatch(rf"{ANO}(?: ?- ?(?:19|20)\d\d)?", plano):
        yield tramo_de_meses(max(anos_sueltos(plano)), 1, 12)
