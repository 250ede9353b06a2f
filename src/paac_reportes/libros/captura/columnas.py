"""Las columnas de un libro de captura: las del plan, cerradas, y las que llena la oficina.

Antes, lo que va en ellas: el lugar de una fila del plan, en corto (``componentes[1].tramites[4]``
es ``c1t4``); lo que una oficina reporta en un corte, que son las cinco celdas que tiene abiertas
(``Reporte``); y las filas como salen, con su reporte y el de antes (``FilaDeCaptura``).
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Literal, Protocol, Self, TypeVar

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

_DEL_MAPA = re.compile(r"procesos\[(\d+)\]\.riesgos\[(\d+)\](?:\.controles\[(\d+)\])?")
_DEL_MAPA_EN_CORTO = re.compile(r"p(\d+)r(\d+)(?:k(\d+))?")


def en_corto(ruta: str) -> str:
    """``d0c1s2a3``; en un mapa de riesgos, ``p0r1``, y ``p0r1k2`` un control."""
    if del_mapa := _DEL_MAPA.fullmatch(ruta):
        proceso, riesgo, control = del_mapa.groups()
        return f"p{proceso}r{riesgo}" + (f"k{control}" if control else "")
    return recorrer.en_breve(ruta, Plan)


def en_largo(corta: str) -> str | None:
    """La ruta de una fila en el plan, o en el mapa; ``None`` si no lo es."""
    if del_mapa := _DEL_MAPA_EN_CORTO.fullmatch(corta):
        proceso, riesgo, control = (n and int(n) for n in del_mapa.groups())
        del_riesgo = f"procesos[{proceso}].riesgos[{riesgo}]"
        return del_riesgo if control is None else f"{del_riesgo}.controles[{control}]"
    ruta = recorrer.en_largo(corta, Plan)
    pasos = recorrer.pasos_de(ruta or "", Plan)
    return ruta if pasos and pasos[-1][0].clase in FILAS else None


def de_la_dependencia(ruta: str) -> int | None:
    """El número de la dependencia de una ruta, o del proceso; ``None`` si el plan no las tiene."""
    hallada = re.match(r"(?:dependencias|procesos)\[(\d+)\]", ruta)
    return int(hallada[1]) if hallada else None


CAMPOS = tuple(
    dato.rpartition(".")[2] for dato in CATALOGO.datos("seguimiento") if CATALOGO[dato].reporta
)
"""Los de un seguimiento que van abiertos, en su orden."""


@clases.frozen(kw_only=True)
class Reportado:
    """Los valores de las celdas abiertas de una fila, sea de lo que sea."""

    @property
    def campos(self) -> tuple[str, ...]:
        """El de cada celda."""
        return tuple(campo.name for campo in attrs.fields(type(self)))

    @property
    def en_blanco(self) -> bool:
        """Si no dice nada."""
        return not any(self.comparable)

    @property
    def comparable(self) -> tuple[str, ...]:
        """Lo que dice cada celda, sin lo que un libro no conserva al ir y volver."""
        return tuple(comparable(getattr(self, campo)) for campo in self.campos)

    def borra(self, otro: "Reportado") -> bool:
        """Si deja en blanco algo que el otro dice."""
        pares = zip(self.comparable, otro.comparable, strict=True)
        return any(antes and not ahora for ahora, antes in pares)

    def sobre(self, otro: Self) -> Self:
        """Este; de lo que no cambió, con la letra exacta del otro."""
        iguales = {
            campo: getattr(otro, campo)
            for campo in self.campos
            if comparable(getattr(self, campo)) == comparable(getattr(otro, campo))
        }
        return attrs.evolve(self, **iguales)

    def en_celda(self, campo: str) -> str | Decimal | None:
        """Lo que va en la celda abierta de ese campo."""
        valor = getattr(self, campo)
        if isinstance(valor, tuple):
            return "\n".join(valor) or None
        if isinstance(valor, Enum):
            return como_texto(valor)
        puesto: str | Decimal | None = valor
        return puesto


@clases.frozen(kw_only=True)
class Reporte(Reportado):
    """Lo que se reporta de una actividad o un trámite."""

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


Clave = tuple[str, str]
"""El código y el texto de una fila, comparables."""


class FilaQueSale(Protocol):
    """Lo que va en una fila de un libro, de un plan o de un mapa de riesgos."""

    @property
    def ruta(self) -> str:
        """Su lugar."""

    @property
    def hoja(self) -> str:
        """La clave de su tabla: ``actividades``."""

    @property
    def nombre(self) -> str:
        """Con qué se la nombra al hablar de ella."""

    @property
    def clave(self) -> Clave:
        """Con lo que se la reconoce si perdió su identificación."""

    @property
    def donde(self) -> list[Any]:
        """Los nombres de lo que la contiene, comparables."""

    @property
    def sin_reportes(self) -> Any:
        """Lo que dice, sin lo que se ha reportado de ello."""

    @property
    def reporte(self) -> Reportado:
        """El del corte; uno en blanco si no lo hay."""

    @property
    def de_antes(self) -> Reportado:
        """El último de antes."""


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

    @property
    def hoja(self) -> str:
        """``actividades`` o ``tramites``, que también es la de los intercambios."""
        return hoja_de(self.ruta)

    @property
    def clave(self) -> Clave:
        """Su código y su texto."""
        return comparable(self.fila.identificador), comparable(self.fila.texto)

    @property
    def donde(self) -> list[Any]:
        """Su dependencia, su componente y su subcomponente."""
        return [
            comparable(self.dependencia and self.dependencia.nombre),
            self.componente.numero,
            comparable(self.componente.nombre),
            comparable(self.subcomponente and self.subcomponente.nombre),
        ]

    @property
    def sin_reportes(self) -> FilaDeMatriz:
        """La fila, sin sus seguimientos."""
        return attrs.evolve(self.fila, seguimientos=())

    @property
    def reporte(self) -> Reporte:
        """El del corte."""
        return Reporte.de(self.actual)

    @property
    def de_antes(self) -> Reporte:
        """El último de antes."""
        return Reporte.de(self.previo)


_LISTAS_CON_HOJA = {"actividades": "actividades", "riesgos": "riesgos", "controles": "controles"}


def hoja_de(ruta: str) -> str:
    """La de la fila de una ruta: ``actividades``, ``tramites``, ``riesgos`` o ``controles``."""
    return _LISTAS_CON_HOJA.get(ruta.rpartition(".")[2].partition("[")[0], "tramites")


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


F = TypeVar("F", bound=FilaQueSale)


def por_oficina(filas: Sequence[F]) -> dict[int | None, list[F]]:
    """Las de cada dependencia, por su número; todas juntas si el plan no las tiene."""
    oficinas: dict[int | None, list[F]] = {}
    for fila in filas:
        oficinas.setdefault(de_la_dependencia(fila.ruta), []).append(fila)
    return oficinas


Leer = Callable[[Any], str | Decimal | None]
Lector = Literal["texto", "avance", "estado", "evidencias", "opcion"]
"""Cómo se entiende lo que una oficina escribe en una celda abierta."""


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
    lector: Lector = "texto"
    ayuda: str = ""
    antes: tuple[str, ...] = ()
    """Los rótulos que tuvo en los libros ya entregados."""
    opciones: Mapping[str, str] = attrs.Factory(dict)
    """Lo que se escoge en una de opciones, como se lee, por su código."""

    @property
    def rotulos(self) -> tuple[str, ...]:
        """El suyo y los que tuvo."""
        return (self.rotulo, *self.antes)

    @property
    def campo(self) -> str:
        """El nombre del dato en su objeto."""
        return self.dato.rpartition(".")[2]

    @property
    def de_la_fila(self) -> bool:
        """Si es de la actividad o del trámite, y no de dónde está."""
        return self.dato.startswith(("actividad.", "tramite.", "riesgo.", "control."))


@clases.frozen(kw_only=True, eq=False)
class TablaDeCaptura:
    """Cómo es una hoja de un libro: sus columnas y lo que se reporta de cada fila."""

    hoja: str
    """La clave con que la nombran sus filas: ``actividades``."""
    titulo: str
    """El nombre de la hoja."""
    columnas: tuple[ColumnaDeCaptura, ...]
    reporte: type[Reportado]
    nombran: tuple[str, ...]
    """Los datos de las columnas que no se pierden de vista."""
    clave: Callable[[Mapping[str, str]], Clave]
    """El código y el texto de una fila, de lo que se lee en sus columnas cerradas."""
    del_plan: bool = True
    """Si es de un plan, donde un texto corregido se puede tomar; un mapa se corrige en su libro."""

    @property
    def se_llenan(self) -> tuple[str, ...]:
        """Los rótulos que una fila necesita para contar como reportada."""
        return tuple(columna.rotulo for columna in self.columnas if columna.abierta)[:3]

    def columnas_de(self, filas: Sequence[FilaQueSale]) -> tuple[ColumnaDeCaptura, ...]:
        """Las que unas filas necesitan: las abiertas y, de las cerradas, las que alguna llena."""
        return tuple(c for c in self.columnas if c.abierta or any(map(c.leer, filas)))


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


def reportado(campo: str) -> Leer:
    """Lo ya reportado en el corte."""

    def leer(fila: FilaQueSale) -> str | Decimal | None:
        return fila.reporte.en_celda(campo)

    return leer


def _leer(dato: str) -> Leer:
    """De dónde sale lo que muestra: lo abierto, de lo ya reportado; lo demás, del plan."""
    if dato in _HECHAS:
        return _HECHAS[dato][1]
    raiz, _, campo = dato.rpartition(".")
    if raiz == "seguimiento":
        return reportado(campo)
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
            lector=_LECTORES.get(dato, "texto"),
            ayuda=CATALOGO[dato].ayuda if dato in _ABIERTAS else "",
            antes=CATALOGO[dato].antes if "." in dato else (),
        )
        for dato in datos
    )


_LECTORES: Mapping[str, Lector] = {
    "seguimiento.avance": "avance",
    "seguimiento.estado": "estado",
    "seguimiento.evidencias": "evidencias",
}


def _clave_vista(vistos: Mapping[str, str]) -> Clave:
    codigo = vistos.get("actividad.codigo", vistos.get("tramite.numero", ""))
    texto = vistos.get("actividad.descripcion") or vistos.get("tramite.nombre")
    return comparable(codigo), comparable(texto or vistos.get("actividad.meta"))


DE_ACTIVIDADES, DE_TRAMITES = (
    TablaDeCaptura(
        hoja=hoja,
        titulo=titulo,
        columnas=_columnas(raiz, de_su_lugar),
        reporte=Reporte,
        nombran=QUE_NOMBRAN,
        clave=_clave_vista,
    )
    for hoja, titulo, raiz, de_su_lugar in (
        ("actividades", "Actividades", "actividad", "subcomponente.nombre"),
        ("tramites", "Trámites", "tramite", "lista"),
    )
)
DEL_PLAN = (DE_ACTIVIDADES, DE_TRAMITES)
