"""Las columnas de un libro de captura: las del plan, cerradas, y las que llena la oficina.

Antes, lo que va en ellas: el lugar de una fila del plan, en corto (``componentes[1].tramites[4]``
es ``c1t4``); lo que una oficina reporta en un corte, que son las cinco celdas que tiene abiertas
(``Reporte``); y las filas como salen, con su reporte y el de antes (``FilaDeCaptura``).
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import attrs

from paac_reportes import clases
from paac_reportes.maqueta.medida.ajuste import LETRAS_POR_CELDA
from paac_reportes.modelo import (
    Componente,
    Dependencia,
    Estado,
    FilaDeMatriz,
    Plan,
    Seguimiento,
    Subcomponente,
    recorrer,
)
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.plan import FILAS
from paac_reportes.textos.limpieza import PROHIBIDOS, REEMPLAZO
from paac_reportes.textos.valores import como_texto, fecha_corta


def en_corto(ruta: str) -> str:
    """``d0c1s2a3``."""
    return recorrer.en_breve(ruta, Plan)


def en_largo(corta: str) -> str | None:
    """La ruta de una fila en el plan; ``None`` si no lo es."""
    ruta = recorrer.en_largo(corta, Plan)
    pasos = recorrer.pasos_de(ruta or "", Plan)
    return ruta if pasos and pasos[-1][0].clase in FILAS else None


def de_la_dependencia(ruta: str) -> int | None:
    """El número de la dependencia de una ruta; ``None`` si el plan no las tiene."""
    hallada = re.match(r"dependencias\[(\d+)\]", ruta)
    return int(hallada[1]) if hallada else None


CAMPOS = tuple(
    dato.rpartition(".")[2] for dato in CATALOGO.datos("seguimiento") if CATALOGO[dato].reporta
)
"""Los de un seguimiento que van abiertos, en su orden."""


@clases.frozen(kw_only=True)
class Reporte:
    """Los valores de las celdas abiertas de una fila."""

    texto: str | None = None
    avance: Decimal | None = None
    """Porcentaje, de 0 a 100."""
    estado: Estado | None = None
    evidencias: tuple[str, ...] = ()
    observaciones: str | None = None

    @staticmethod
    def de(seguimiento: Seguimiento | None) -> "Reporte":
        """El de un seguimiento; uno en blanco si no lo hay."""
        if seguimiento is None:
            return Reporte()
        return Reporte(**{campo: getattr(seguimiento, campo) for campo in CAMPOS})

    @property
    def en_blanco(self) -> bool:
        """Si no dice nada."""
        return not any(self.comparable)

    @property
    def comparable(self) -> tuple[str, ...]:
        """Lo que dice cada celda, sin lo que un libro no conserva al ir y volver."""
        return tuple(comparable(getattr(self, campo)) for campo in CAMPOS)

    def borra(self, otro: "Reporte") -> bool:
        """Si deja en blanco algo que el otro dice."""
        pares = zip(self.comparable, otro.comparable, strict=True)
        return any(antes and not ahora for ahora, antes in pares)

    def sobre(self, otro: "Reporte") -> "Reporte":
        """Este; de lo que no cambió, con la letra exacta del otro."""
        iguales = {
            campo: getattr(otro, campo)
            for campo in CAMPOS
            if comparable(getattr(self, campo)) == comparable(getattr(otro, campo))
        }
        return attrs.evolve(self, **iguales)


def comparable(valor: Any) -> str:
    """Un valor como texto, sin lo que un libro no conserva al ir y volver.

    Sin espacios de sobra, con los renglones de una sola forma y hasta donde cabe en una celda.
    """
    if valor is None:
        return ""
    if isinstance(valor, Decimal):
        return f"{valor.normalize():f}" if valor else "0"
    texto = "\n".join(valor) if isinstance(valor, tuple) else str(valor)
    renglones = (" ".join(crudo.split()) for crudo in lo_que_cabe(texto).splitlines())
    return "\n".join(filter(None, renglones))


def lo_que_cabe(texto: str) -> str:
    """El texto, limpio, hasta donde cabe en una celda de Excel, que cuenta en unidades UTF-16."""
    limpio = PROHIBIDOS.sub(REEMPLAZO, texto)
    if len(limpio) * 2 <= LETRAS_POR_CELDA:
        return limpio
    return limpio.encode("utf-16-le")[: 2 * LETRAS_POR_CELDA].decode("utf-16-le", "ignore")


@clases.frozen(kw_only=True)
class FilaDeCaptura:
    """Una actividad o un trámite, en un corte."""

    ruta: str
    lista: str
    """``actividades``, ``tramites`` o ``intercambios``."""
    dependencia: Dependencia | None
    componente: Componente
    subcomponente: Subcomponente | None
    fila: FilaDeMatriz
    actual: Seguimiento | None
    """El seguimiento del corte, si ya lo hay."""
    previo: Seguimiento | None
    """El último de antes."""

    @property
    def nombre(self) -> str:
        """Con qué se la nombra al hablar de ella."""
        partes = (self.fila.identificador, self.fila.texto)
        return " ".join(" ".join(filter(None, partes)).split()) or self.ruta


def filas_de_captura(plan: Plan, corte: date) -> Iterator[FilaDeCaptura]:
    """Todas, en el orden del plan."""
    for lugar in recorrer.recorrer(plan, *FILAS):
        de, seguimientos = lugar.objetos, lugar.objeto.seguimientos
        yield FilaDeCaptura(
            ruta=lugar.ruta,
            lista=lugar.lista,
            dependencia=de.get("dependencia"),
            componente=de["componente"],
            subcomponente=de.get("subcomponente"),
            fila=lugar.objeto,
            actual=next((s for s in seguimientos if s.corte == corte), None),
            previo=max(
                (s for s in seguimientos if s.corte < corte),
                key=lambda seguimiento: seguimiento.corte,
                default=None,
            ),
        )


def por_oficina(filas: Sequence[FilaDeCaptura]) -> dict[int | None, list[FilaDeCaptura]]:
    """Las de cada dependencia, por su número; todas juntas si el plan no las tiene."""
    oficinas: dict[int | None, list[FilaDeCaptura]] = {}
    for fila in filas:
        oficinas.setdefault(de_la_dependencia(fila.ruta), []).append(fila)
    return oficinas


Leer = Callable[[FilaDeCaptura], str | Decimal | None]


@clases.frozen(kw_only=True)
class ColumnaDeCaptura:
    """Una columna: qué muestra de cada fila, y si la oficina escribe en ella."""

    dato: str
    """``actividad.meta``; de las abiertas, ``seguimiento.texto``."""
    rotulo: str
    ancho: int
    """En milímetros."""
    leer: Leer
    abierta: bool = False

    @property
    def rotulos(self) -> tuple[str, ...]:
        """El suyo y los que tuvo en los libros ya entregados."""
        antes = CATALOGO[self.dato].antes if "." in self.dato else ()
        return (self.rotulo, *antes)

    @property
    def campo(self) -> str:
        """El nombre del dato en su objeto."""
        return self.dato.rpartition(".")[2]

    @property
    def de_la_fila(self) -> bool:
        """Si es de la actividad o del trámite, y no de dónde está."""
        return self.dato.startswith(("actividad.", "tramite."))


IDENTIFICACION = "Identificación (no la cambie)"
"""El rótulo de la columna escondida."""

ESTADOS = tuple(map(como_texto, Estado))
"""Los que se ofrecen en la lista, como se leen en un reporte."""


def componente_de(componente: Componente) -> str | None:
    """``1. Gestión del riesgo``."""
    numero = None if componente.numero is None else f"{componente.numero}."
    return " ".join(filter(None, (numero, componente.nombre))) or None


def estado_de(estado: Estado | None) -> str | None:
    """Como se lo nombra en la lista."""
    return None if estado is None else como_texto(estado)


def _clase(fila: FilaDeCaptura) -> str:
    return "Trámite" if fila.lista == "tramites" else "Intercambio de información"


def _previo(fila: FilaDeCaptura) -> str | None:
    """``31/08/2020 · 60 % · En proceso`` y, debajo, lo que se dijo."""
    if fila.previo is None:
        return None
    return "\n".join(filter(None, (_cuando(fila.previo), fila.previo.texto)))


def _cuando(previo: Seguimiento) -> str:
    avance = None if previo.avance is None else f"{como_texto(previo.avance)} %"
    return " · ".join(filter(None, (fecha_corta(previo.corte), avance, estado_de(previo.estado))))


def _reportado(campo: str) -> Leer:
    def leer(fila: FilaDeCaptura) -> str | Decimal | None:
        return en_celda(campo, Reporte.de(fila.actual))

    return leer


def en_celda(campo: str, reporte: Reporte) -> str | Decimal | None:
    """Lo que va en la celda abierta de ese campo."""
    if campo == "estado":
        return estado_de(reporte.estado)
    if campo == "evidencias":
        return "\n".join(reporte.evidencias) or None
    valor: str | Decimal | None = getattr(reporte, campo)
    return valor


def _leer(dato: str) -> Leer:
    """De dónde sale lo que muestra: lo abierto, de lo ya reportado; lo demás, del plan."""
    if dato in _HECHAS:
        return _HECHAS[dato][1]
    raiz, _, campo = dato.rpartition(".")
    if raiz == "seguimiento":
        return _reportado(campo)
    objeto = "subcomponente" if raiz == "subcomponente" else "fila"

    def leer(fila: FilaDeCaptura) -> str | None:
        valor = getattr(getattr(fila, objeto), campo, None)
        return None if valor is None else como_texto(valor)

    return leer


_HECHAS: Mapping[str, tuple[str, Leer]] = {
    "componente.nombre": (
        CATALOGO["componente.nombre"].rotulo,
        lambda fila: componente_de(fila.componente),
    ),
    "lista": ("Clase", _clase),
    "previo": ("Seguimiento anterior", _previo),
}
"""Las que no son un dato a la letra: su rótulo y lo que muestran."""
QUE_NOMBRAN = ("actividad.codigo", "actividad.descripcion", "tramite.numero", "tramite.nombre")
"""Los datos con que se reconoce una fila al leerla: van primero, y no se pierden de vista."""
_ABIERTAS = tuple(f"seguimiento.{campo}" for campo in CAMPOS)
_ANCHO = 36
_ANCHOS = {
    "actividad.codigo": 16,
    "actividad.descripcion": 56,
    "componente.nombre": 34,
    "subcomponente.nombre": 34,
    "actividad.meta": 44,
    "actividad.indicador": 40,
    "actividad.fecha_programada": 30,
    "actividad.fecha_inicio": 26,
    "actividad.fecha_fin": 26,
    "tramite.numero": 14,
    "tramite.nombre": 56,
    "lista": 26,
    "tramite.codigo_suit": 22,
    "tramite.tipo": 24,
    "tramite.estado": 24,
    "tramite.tipo_racionalizacion": 32,
    "tramite.accion": 40,
    "tramite.situacion_actual": 44,
    "tramite.mejora": 44,
    "tramite.beneficio": 40,
    "tramite.fecha_inicio": 26,
    "tramite.fecha_fin": 26,
    "tramite.fecha_implementacion": 28,
    "tramite.fecha_programada": 30,
    "previo": 56,
    "seguimiento.texto": 64,
    "seguimiento.avance": 20,
    "seguimiento.estado": 26,
    "seguimiento.evidencias": 48,
    "seguimiento.observaciones": 40,
}
"""Milímetros de las que no llevan el de siempre."""


def _columnas(raiz: str, de_su_lugar: str) -> tuple[ColumnaDeCaptura, ...]:
    """Las de una hoja: las que nombran la fila, dónde está, lo demás suyo y lo que se reporta."""
    suyos = CATALOGO.datos(raiz)
    nombran = [dato for dato in suyos if dato in QUE_NOMBRAN]
    demas = [dato for dato in suyos if dato not in QUE_NOMBRAN]
    datos = (*nombran, "componente.nombre", de_su_lugar, *demas, "previo", *_ABIERTAS)
    rotulos = CATALOGO.rotulos(dato for dato in datos if dato not in _HECHAS)
    return tuple(
        ColumnaDeCaptura(
            dato=dato,
            rotulo=rotulos[dato] if dato in rotulos else _HECHAS[dato][0],
            ancho=_ANCHOS.get(dato, _ANCHO),
            leer=_leer(dato),
            abierta=dato in _ABIERTAS,
        )
        for dato in datos
    )


DE_ACTIVIDADES = _columnas("actividad", "subcomponente.nombre")
DE_TRAMITES = _columnas("tramite", "lista")


def columnas_de(filas: Sequence[FilaDeCaptura]) -> tuple[ColumnaDeCaptura, ...]:
    """Las que unas filas necesitan: las abiertas y, de las cerradas, las que alguna llena."""
    todas = DE_ACTIVIDADES if filas[0].lista == "actividades" else DE_TRAMITES
    return tuple(columna for columna in todas if columna.abierta or any(map(columna.leer, filas)))
