"""De qué entidad y de qué vigencia es un documento, y a qué corte, según lo que se ve en él.

``Generales`` reúne lo de todo el plan: lo que se pide o lo que se ve fuera de las filas. Al final,
``con_cortes`` da a cada columna de seguimiento el suyo: el que dice la tabla o el de todo el plan.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso, Falla
from paac_reportes.estructura import mostrar
from paac_reportes.lectura.ajenos.celdas import escritas
from paac_reportes.lectura.ajenos.columnas import Asignada
from paac_reportes.lectura.ajenos.tramos import Tramo
from paac_reportes.lectura.ajenos.valores import NoSeEntiendeError, valor_de_celda
from paac_reportes.lectura.ajenos.vocabulario import CorteDicho, corte_dicho
from paac_reportes.modelo.fechas import MESES
from paac_reportes.opc.visto import DocumentoVisto, TablaVista

_FILAS = 12
"""Las primeras de una tabla, donde van los títulos y los datos generales."""
_LARGO = 400
_ENTIDAD_DICHA = re.compile(
    r"(?:nombre de la entidad|entidad)\s*+[:|][\s:|]*+([^|\n]+)", re.IGNORECASE
)
_TRAS_EL_NOMBRE = r"\s*(?=$|[|\n,;:]|\bnit\b|\s[-–—]\s|\bvigencia\b|\bplan\b|\b20\d\d\b)"
_CON_NOMBRE = re.compile(
    r"\b((?:municipio|alcald[ií]a(?:\s+municipal|\s+mayor|\s+distrital)?|gobernaci[oó]n|distrito"
    r"|departamento|(?:personer[ií]a|contralor[ií]a|concejo)(?:\s+municipal)?)"
    rf"\s+del?\s++[^|\n:;]+?(?<!\s)){_TRAS_EL_NOMBRE}",
    re.IGNORECASE,
)
_INSTITUCION = re.compile(
    r"\A((?:e\.?\s?s\.?\s?e\.?\s++)?(?:hospital|instituto|universidad|contralor[ií]a|corporaci[oó]n"
    rf"|empresa\s+(?:de|municipal|social))\s++[^|\n:;]+?(?<!\s)){_TRAS_EL_NOMBRE}",
    re.IGNORECASE,
)
"""La que se nombra al comienzo de un título."""
_NIT = re.compile(r"\bnit\.?\s*(?::\s*)?(\d[\d.]{6,12}\s?[-.]\s?\d)\b", re.IGNORECASE)
_VIGENCIA = re.compile(
    r"(?:vigencia|a[nñ]o(?:\s+de)?(?:\s+vigencia)?)[\s:|]*(20\d\d)\b", re.IGNORECASE
)
_ANO = re.compile(r"\b(20\d\d)\b")
_DEL_PLAN = re.compile(r"plan anticorrupci|paac|ptep|transparencia y [eé]tica", re.IGNORECASE)
_DE_OTRA_COSA = re.compile(
    r"\b(?:ley|decreto|resoluci[oó]n|acuerdo|circular|ordenanza|norma|conpes|nit|c[oó]digo|fecha"
    r"|versi[oó]n)\b",
    re.IGNORECASE,
)
_RANGO = re.compile(r"\b20\d\d\s*(?:[-–—/]|\ba\b|\by\b)\s*20\d\d\b")
"""«PTEP 2025-2026» no dice de cuál de los dos es."""
_LARGO_DE_TITULO = 100
_UN_ANO = 2000
"""Cualquiera: sólo importa si un título nombra un corte, no cuál."""
_ANO_TRAS_EL_NOMBRE = re.compile(r"[\s,(–—-]*(20\d\d)\b")
_ANO_AL_FINAL = re.compile(r"(?<![\s,(–—-])[\s,(–—-]++20\d\d\)?$")
_DEL_CORTE = re.compile(
    r"\bcorte\b"
    rf"|\b(?:seguimiento|monitoreo|avances?|reporte)\s+(?:(?:al?|hasta(?:\s+el)?)\s+)?"
    rf"(?:\d{{1,4}}\b|(?:{'|'.join(MESES)})\b)",
    re.IGNORECASE,
)


@clases.frozen
class Hallado:
    """Un dato de todo el documento, y dónde se vio."""

    valor: str
    lugar: str

    def aviso(self, que: str) -> Aviso:
        """Que se tomó de allí."""
        motivo = f"{que} se tomó de lo que dice el documento: {mostrar(self.valor)}"
        return Aviso("dato_supuesto", self.lugar, motivo, datos={"quedo": self.valor})


@attrs.define(eq=False)
class Generales:
    """La entidad, la vigencia y el corte: los que se piden o los que se ven."""

    entidad: dict[str, Any]
    vigencia: int | None
    corte: date | None
    fallas: list[Falla]

    @classmethod
    def de(
        cls,
        visto: DocumentoVisto,
        entidad: str | Mapping[str, Any] | None,
        vigencia: int | None,
        corte: date | None,
        avisos: list[Aviso],
    ) -> "Generales":
        """Los de un documento; lo que se supone queda en los avisos."""
        suya = {"nombre": entidad} if isinstance(entidad, str) else dict(entidad or {})
        fallas = []
        if not suya and (hallada := entidad_de(visto)):
            suya = {"nombre": hallada.valor}
            avisos.append(hallada.aviso("la entidad"))
            if nit := nit_de(visto):
                suya["nit"] = nit.valor
        if not suya:
            motivo = "el documento no dice de quién es; diga la entidad: entidad=… o --entidad"
            fallas.append(Falla("dato_faltante", "entidad", motivo))
        if vigencia is None:
            vistas = vigencia_de(visto)
            if len(vistas) == 1:
                vigencia = int(vistas[0].valor)
                avisos.append(vistas[0].aviso("la vigencia"))
            elif vistas:
                avisos.append(_de_varios_anos(vistas))
        if corte is None and (dicho := corte_de(visto, vigencia)):
            corte = dicho[0]
            avisos.append(dicho[1].aviso("el corte"))
        return cls(suya, vigencia, corte, fallas)

    def datos(self) -> dict[str, Any]:
        """Como van en el plan."""
        vigencia = {} if self.vigencia is None else {"vigencia": self.vigencia}
        return {"entidad": self.entidad, **vigencia}


def _de_varios_anos(vistas: Sequence[Hallado]) -> Aviso:
    dichos = ", ".join(f"{vista.valor} ({vista.lugar})" for vista in vistas)
    motivo = f"el documento dice varios años, y no se tomó ninguno: {dichos}; {_PIDE_VIGENCIA}"
    anotado = {"opciones": tuple(vista.valor for vista in vistas)}
    return Aviso("dato_supuesto", "vigencia", motivo, datos=anotado)


def entidad_de(visto: DocumentoVisto) -> Hallado | None:
    """El nombre de la entidad: el que va con su rótulo o, si no, el que parece de una."""
    textos = list(_textos(visto))
    titulos = [(texto, lugar) for texto, lugar in textos if len(texto) <= _LARGO_DE_TITULO]
    for patron in (_ENTIDAD_DICHA, _CON_NOMBRE, _INSTITUCION):
        for texto, lugar in titulos if patron is _INSTITUCION else textos:
            if hallado := patron.search(texto):
                nombre = _ANO_AL_FINAL.sub("", " ".join(hallado[1].split()))
                return Hallado(nombre, lugar)
    return None


def nit_de(visto: DocumentoVisto) -> Hallado | None:
    """El NIT, si se ve."""
    for texto, lugar in _textos(visto):
        if hallado := _NIT.search(texto):
            return Hallado(hallado[1], lugar)
    return None


def vigencia_de(visto: DocumentoVisto) -> tuple[Hallado, ...]:
    """La vigencia que se nombra, o el año que va con el nombre del plan, de la entidad o solo.

    Mandan los títulos sobre los párrafos. Si dicen años distintos son todos, y no se sabe cuál es.
    """
    textos = [*_textos(visto), *_nombres_de_hojas(visto)]
    titulos = [(texto, lugar) for texto, lugar in textos if len(texto) <= _LARGO_DE_TITULO]
    parrafos = [(texto, lugar) for texto, lugar in textos if len(texto) > _LARGO_DE_TITULO]
    for suyos, modos in ((titulos, (*_MODOS, _ano_solo)), (parrafos, _MODOS)):
        for modo in modos:
            anos = {
                ano: Hallado(ano, lugar) for texto, lugar in reversed(suyos) for ano in modo(texto)
            }
            if anos:
                return tuple(anos[ano] for ano in sorted(anos))
    return ()


def _nombres_de_hojas(visto: DocumentoVisto) -> Iterator[tuple[str, str]]:
    return ((parte.nombre, f"hoja «{parte.nombre}»") for parte in visto.partes if parte.nombre)


def _vigencia_dicha(texto: str) -> list[str]:
    return _VIGENCIA.findall(texto)


def _del_plan(texto: str) -> list[str]:
    anos = _ANO.findall(texto) if _DEL_PLAN.search(texto) else []
    return anos if _RANGO.search(texto) else anos[:1]


def _de_la_entidad(texto: str) -> list[str]:
    nombre = _CON_NOMBRE.search(texto)
    hallado = nombre and _ANO_TRAS_EL_NOMBRE.match(texto, nombre.end(1))
    return [hallado[1]] if hallado else []


def _ano_solo(texto: str) -> list[str]:
    """El de un título que no habla de una norma, de un formato ni de un día."""
    if _DE_OTRA_COSA.search(texto) or corte_dicho(texto, _UN_ANO) is not None:
        return []
    return _ANO.findall(texto)


_MODOS = (_vigencia_dicha, _del_plan, _de_la_entidad)


def corte_de(visto: DocumentoVisto, vigencia: int | None) -> tuple[date, Hallado] | None:
    """El corte de todo el documento, si un título lo dice; ninguno si se nombran varios."""
    hallados: dict[date, Hallado] = {}
    for texto, lugar in _textos(visto):
        if not _DEL_CORTE.search(texto):
            continue
        dicho = corte_dicho(texto, vigencia)
        if dicho is not None and dicho.corte is not None:
            hallados.setdefault(dicho.corte, Hallado(" ".join(texto.split()), lugar))
    return next(iter(hallados.items())) if len(hallados) == 1 else None


def _textos(visto: DocumentoVisto) -> Iterator[tuple[str, str]]:
    """Lo que va fuera de las filas: encabezados, párrafos, títulos de tabla y datos generales."""
    yield from ((texto, "encabezado o pie de página") for texto in visto.encabezados)
    for parte in visto.partes:
        for bloque in parte.bloques:
            if isinstance(bloque, TablaVista):
                yield from _de_tabla(bloque)
            elif len(bloque.texto) <= _LARGO:
                yield bloque.texto, bloque.lugar


def _de_tabla(tabla: TablaVista) -> Iterator[tuple[str, str]]:
    """Sus primeras filas de una o dos celdas: «Vigencia | 2026»."""
    for fila in range(min(_FILAS, len(tabla.filas))):
        vistas = escritas(tabla, fila)
        if len(vistas) in {1, 2} and all(len(celda.texto) <= _LARGO for celda in vistas):
            yield " | ".join(celda.texto for celda in vistas), tabla.lugar_de(fila)


_CORTE = "diga el corte: corte=… o --corte"
_PIDE_VIGENCIA = "diga la vigencia: vigencia=… o --vigencia"

Clave = tuple[str, date | None]


def con_cortes(
    por_tabla: Mapping[TablaVista, list[Tramo]],
    corte: date | None,
    fallas: list[Falla],
    avisos: list[Aviso],
) -> dict[TablaVista, list[Tramo]]:
    """Los mismos tramos; dos columnas nunca quedan en el mismo dato del mismo corte."""
    return {
        tabla: [_tramo_con_cortes(tramo, corte, fallas, avisos) for tramo in suyos]
        for tabla, suyos in por_tabla.items()
    }


def _tramo_con_cortes(
    tramo: Tramo, corte: date | None, fallas: list[Falla], avisos: list[Aviso]
) -> Tramo:
    if (de_cortes := tramo.de("seguimiento.corte")) is not None:  # cada fila dice el suyo
        columnas = tuple(
            attrs.evolve(una, corte=None) if una.es_de_seguimiento else una
            for una in tramo.columnas
        )
        sin_el_suyo = corte or _unico_de(de_cortes)
        return attrs.evolve(tramo, columnas=columnas, corte_sin_decir=sin_el_suyo)
    tomados: set[Clave] = {
        (dato, una.dia)
        for una in tramo.columnas
        for dato in una.dato
        if una.es_de_seguimiento and una.dia is not None and una.columna.escritas
    }
    return attrs.evolve(
        tramo,
        columnas=tuple(
            _columna_con_corte(una, corte, tomados, (fallas, avisos)) for una in tramo.columnas
        ),
    )


def _unico_de(una: Asignada) -> date | None:
    """El corte que dicen todas las celdas de una columna en que se entiende alguno."""
    dias = set[date]()
    for celda in una.columna.escritas:
        with suppress(NoSeEntiendeError):
            dias.add(valor_de_celda("seguimiento.corte", celda))
    return dias.pop() if len(dias) == 1 else None


def _columna_con_corte(
    una: Asignada,
    corte: date | None,
    tomados: set[Clave],
    dichos: tuple[list[Falla], list[Aviso]],
) -> Asignada:
    fallas, avisos = dichos
    if not una.es_de_seguimiento:
        return una
    donde = una.columna.lugar
    if not una.columna.escritas:
        return attrs.evolve(una, corte=None)
    if una.dia is not None:
        avisos += _avisos_de_supuesto(una, donde)
        return una
    suyas = {(dato, corte) for dato in una.dato}
    que = _CORTE if una.corte is None else _PIDE_VIGENCIA
    if corte is None or (suyas & tomados and una.corte is not None):
        motivo = f"«{una.columna.rotulo}» es de un seguimiento y no se sabe de qué corte"
        anotado = {"llego": una.columna.rotulo}
        fallas.append(Falla("corte_desconocido", donde, f"{motivo}; {que}", datos=anotado))
        return una
    if suyas & tomados:
        cercano = f"{' y '.join(una.dato)} del corte {corte.isoformat()}"
        return attrs.evolve(una, dato=(), cercano=cercano, repetida=True)
    tomados |= suyas
    return attrs.evolve(una, corte=CorteDicho(corte, supuesto=False, resto=""))


def _avisos_de_supuesto(una: Asignada, donde: str) -> list[Aviso]:
    if una.corte is None or una.corte.corte is None or not una.corte.supuesto:
        return []
    dia = una.corte.corte.isoformat()
    motivo = f"«{una.columna.rotulo}» se leyó como el corte {dia}"
    if una.corte.de_otra:
        motivo = f"«{una.columna.rotulo}» no dice su corte: se leyó como de {dia}, el de su grupo"
    anotado = {"llego": una.columna.rotulo, "quedo": una.corte.corte}
    return [Aviso("dato_supuesto", donde, motivo, datos=anotado)]
