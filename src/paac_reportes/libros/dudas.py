"""Las dudas de una lectura en el libro de su contenido: una nota por celda, y todas en una hoja.

La hoja va primero y dice también lo que quedó por fuera. Ni ella ni las notas se leen al volver: el
libro es el contenido, y lo que se corrige en él, también.
"""

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

import attrs

from paac_reportes.errores import Aviso, ErrorDeEntrada
from paac_reportes.grupos import agrupadas
from paac_reportes.lectura.leido import DocumentoLeido
from paac_reportes.libros.columnas import DUDAS, ColumnaDelLibro
from paac_reportes.libros.escritura import hojas_del_libro, libro_de
from paac_reportes.libros.lectura import contenido_de_libro
from paac_reportes.libros.tablas import hoja_de_filas, llenado_de, tabla_suelta
from paac_reportes.maqueta.hojas_de_datos import HojaDeDatos, LlenadoDeHoja, Valor
from paac_reportes.maqueta.medida.ajuste import LETRAS_POR_CELDA
from paac_reportes.maqueta.medida.tipografia import Mm
from paac_reportes.modelo.temas import Contenido, tema_de
from paac_reportes.opc.visto import (
    CeldaVista,
    DocumentoVisto,
    LugarDelArchivo,
    ParteVista,
    TablaVista,
)
from paac_reportes.textos.plano import texto_limpio

Celdas = Mapping[str, Sequence[LugarDelArchivo]]
"""Por un lugar del original, o la ruta de un dato, las celdas del libro donde quedó."""
_CELDA, _DICE, _POR_QUE, _ORIGINAL = "Celda", "Qué decía", "Por qué se duda", "Dónde estaba"
_COLUMNAS = tuple(
    ColumnaDelLibro(dato=rotulo, rotulo=rotulo, ancho=Mm(ancho), abierta=False)
    for rotulo, ancho in ((_CELDA, 40), (_DICE, 90), (_POR_QUE, 100), (_ORIGINAL, 60))
)
_COMO_SE_USA = (
    "Corrija en su hoja la celda que haga falta, y agregue lo que quedó por fuera. Esta hoja y las"
    " notas no son datos: puede borrarlas."
)


@attrs.frozen
class _Duda:
    """Una duda en un lugar del original."""

    aviso: Aviso
    lugar: str
    texto: str
    celdas: Sequence[LugarDelArchivo]

    @property
    def en_el_original(self) -> str:
        """Lugar suyo en el original, con lo que decía."""
        return f"{self.lugar}: «{self.texto}»" if self.texto else self.lugar

    def fila(self) -> dict[str, str]:
        """Fila suya en la hoja de las dudas."""
        celda = f"{_hoja(self.celdas[0])}, {_celda(self.celdas[0])}" if self.celdas else ""
        por_fuera = "por fuera" if self.aviso.peso == "por_fuera" else ""
        textos = (celda or por_fuera, self.texto, self.aviso.mensaje, self.lugar)
        return {c.dato: _que_cabe(t) for c, t in zip(_COLUMNAS, textos, strict=True)}


def libro_con_dudas(
    contenido: Contenido, dudas: Sequence[Aviso], lugares: Mapping[str, str]
) -> tuple[bytes, tuple[Aviso, ...]]:
    """El libro de un contenido leído, con sus dudas; ``lugares``: ruta → lugar del original."""
    celdas = _celdas_del_libro(contenido, lugares)
    todas = [duda for aviso in dudas for duda in _en_sus_lugares(aviso, celdas)]
    todas.sort(key=lambda duda: duda.aviso.peso != "por_fuera")
    de_cada_celda = agrupadas((celda, duda) for duda in todas for celda in duda.celdas)
    notas: dict[str, dict[str, str]] = {}
    for celda, suyas in de_cada_celda.items():
        notas.setdefault(_hoja(celda), {})[_celda(celda)] = _nota(suyas)
    return libro_de(contenido, delante=_hoja_de_dudas(todas), notas=notas)


def _nota(dudas: Iterable[_Duda]) -> str:
    """Nota de una celda: cada duda suya y, debajo, de dónde en el original."""
    lugares = agrupadas((duda.aviso.mensaje, duda.en_el_original) for duda in dudas)
    dichas = (f"{motivo}\nEn el original: {'; '.join(d)}" for motivo, d in lugares.items())
    return _que_cabe("\n\n".join(dichas))


def _en_sus_lugares(aviso: Aviso, celdas: Celdas) -> Iterator[_Duda]:
    """La duda de un aviso en cada uno de sus lugares."""
    lugares: Mapping[str, str] = aviso.datos.get("lugares") or {aviso.ruta: ""}
    for lugar, texto in lugares.items():
        yield _Duda(aviso, lugar, texto, tuple(dict.fromkeys(celdas.get(lugar, ()))))


def _hoja_de_dudas(dudas: Sequence[_Duda]) -> HojaDeDatos:
    """La hoja de las dudas de una lectura, con un enlace a la celda de cada una."""
    tabla = tabla_suelta(DUDAS, _COLUMNAS, arriba=_COMO_SE_USA, preparadas=0)
    llenado = attrs.evolve(llenado_de(tabla), protegida=True)
    hoja = hoja_de_filas(tabla, _COLUMNAS, (duda.fila() for duda in dudas), llenado)
    primeras = ((n, duda.celdas[0]) for n, duda in enumerate(dudas) if duda.celdas)
    enlaces = {n: (_hoja(celda), _celda(celda)) for n, celda in primeras}
    return attrs.evolve(hoja, enlaces=enlaces)


def _que_cabe(texto: str) -> str:
    """Lo que de un texto cabe en una celda o en una nota, aunque cada letra cuente por dos."""
    limpio = texto_limpio(texto, "", [])
    mitad = LETRAS_POR_CELDA // 2
    return limpio if len(limpio) <= mitad else f"{limpio[: mitad - 1]}…"


# ------------------------------------------------------------------ en qué celda quedó cada dato
def _celdas_del_libro(contenido: Contenido, lugares: Mapping[str, str]) -> Celdas:
    """Celdas del libro donde quedó lo de cada lugar del original: una celda, una fila, una columna.

    Lo de toda una columna está en el rótulo de la suya; lo de una fila, en su primera celda.
    """
    libro = _libro_de(contenido)
    rotulos = {(r.tabla, r.columna): r for r in libro.rotulos if isinstance(r, LugarDelArchivo)}
    celdas: dict[str, list[LugarDelArchivo]] = {}
    de_cada_dato = [(r, c) for r, c in libro.lugares.items() if isinstance(c, LugarDelArchivo)]
    for ruta, celda in sorted(de_cada_dato, key=lambda par: par[1].columna is None):
        celdas.setdefault(ruta, []).append(celda)
        original = lugares.get(ruta)
        if original is None:
            continue
        if celda.columna or original not in celdas:  # de una fila, si ninguna celda suya lo es
            celdas.setdefault(original, []).append(celda)
        rotulo = rotulos.get((celda.tabla, celda.columna))
        if isinstance(original, LugarDelArchivo) and original.fila and original.columna and rotulo:
            de_columna = f"{original.tabla}, columna {original.columna}"
            de_la_columna = celdas.setdefault(de_columna, [])
            if rotulo not in de_la_columna:
                de_la_columna.insert(0, rotulo)
    return celdas


def _libro_de(contenido: Contenido) -> DocumentoLeido[Contenido]:
    """El libro de un contenido como se leería, sin escribirlo; sin nada, si no se deja leer."""
    partes = (
        ParteVista(nombre=hoja.nombre, bloques=(_vista(hoja),))
        for hoja in hojas_del_libro(contenido)
    )
    with contextlib.suppress(ErrorDeEntrada):
        visto = DocumentoVisto(tipo="xlsx", partes=tuple(partes))
        return contenido_de_libro(visto, tema_de(contenido))
    return DocumentoLeido(contenido=contenido)


def _vista(hoja: HojaDeDatos) -> TablaVista:
    """Una hoja como se ve al abrir su libro."""
    arriba = (hoja.llenado or LlenadoDeHoja()).arriba
    ancho = len(hoja.columnas)
    filas = [
        *((str(renglon.contenido), *[None] * (ancho - 1)) for renglon in arriba),
        [columna.rotulo for columna in hoja.columnas],
        *hoja.filas,
    ]
    celdas = (
        tuple(_celda_vista(valor, n, columna) for columna, valor in enumerate(fila))
        for n, fila in enumerate(filas)
    )
    return TablaVista(f"hoja «{hoja.nombre}»", tuple(celdas), primera=(0, 0))


def _celda_vista(valor: Valor, fila: int, columna: int) -> CeldaVista | None:
    """Un valor como la celda en que se vería en el libro; ``None`` si está en blanco."""
    guardado = Decimal(valor) if isinstance(valor, int) else valor
    en_la_celda = None if isinstance(guardado, str) else guardado
    return None if valor is None else CeldaVista(str(valor), fila, columna, en_la_celda)


def _hoja(celda: LugarDelArchivo) -> str:
    return celda.tabla.removeprefix("hoja «").removesuffix("»")


def _celda(celda: LugarDelArchivo) -> str:
    """La misma en su hoja, ``F14``; de toda una fila, la primera."""
    return f"{celda.columna or 'A'}{celda.fila}"
