"""Qué es un contenido: un plan o un mapa de riesgos, cada uno declarado una vez.

Un ``Tema`` dice de qué clase es, con qué se nombra y qué es una fila suya. Lo que se hace con
cualquiera (sus filas y de vuelta, su libro, su archivo, lo que falta por mostrar, su comparación)
lo lee de aquí y del catálogo: nadie más pregunta cuál es. Lo que es de un solo oficio, como sacar
sus cifras, lo sabe la sala que lo hace.
"""

import functools
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, Literal, Protocol

import attrs

from paac_reportes import clases
from paac_reportes.errores import Aviso
from paac_reportes.modelo.comun import CodigoDeRegimen, Entidad
from paac_reportes.modelo.libro import DEL_PLAN as LIBRO_DEL_PLAN
from paac_reportes.modelo.libro import Libro
from paac_reportes.modelo.plan import Plan
from paac_reportes.modelo.riesgos import MapaDeRiesgos

if TYPE_CHECKING:
    from typing_extensions import TypeVar

    # Sólo para los tipos: ``Lectura`` y ``Reunion`` a secas son de cualquiera.
    Contenido_co = TypeVar("Contenido_co", bound=Plan | MapaDeRiesgos, covariant=True, default=Any)
else:
    from typing import TypeVar

    Contenido_co = TypeVar("Contenido_co", covariant=True)


class Contenido(Protocol):
    """Campos que todo contenido lleva: su entidad, su vigencia y sus textos."""

    @property
    def entidad(self) -> Entidad:
        """Quien lo publica."""

    @property
    def vigencia(self) -> int | None:
        """El año para el que rige."""

    @property
    def regimen(self) -> CodigoDeRegimen | None:
        """Las reglas con que se hizo."""

    @property
    def control_cambios(self) -> Any:  # las tuplas convierten, y pyright no las ve como son
        """Las versiones del documento."""

    @property
    def firmas(self) -> Any:
        """Quienes elaboran, revisan y aprueban."""

    @property
    def textos(self) -> dict[str, str]:
        """Los párrafos de un informe, por su clave."""

    def cortes(self) -> tuple[date, ...]:
        """Las fechas de corte que tienen algún seguimiento, en orden."""


@clases.frozen(kw_only=True)
class Identidad:
    """Cuándo dos filas de una tabla de datos hablan del mismo objeto de una lista."""

    por: tuple[tuple[str, ...], ...] = ()
    """Los campos con que se lo conoce; si la fila no trae los primeros, los que siguen."""
    si_no: Literal["nadie", "sin_nombre", "lo_mismo", "otro"] = "nadie"
    """De quién es la fila que no trae ninguno: de nadie, y es una falla; del que no tiene nombre;
    del que dice lo mismo; o de otro cada vez, salvo que sea su reporte de otro corte."""
    se_espera: str = ""
    """Qué se le pide a la fila que no es de nadie; si no se dice, los datos de ``por``."""


@clases.frozen(kw_only=True)
class Filas:
    """Qué lleva una fila de un contenido, en una tabla de datos.

    Hay una por cada cosa de que se reporta en un corte, con lo de quienes la contienen: lo que no
    contiene a ninguna otra.
    """

    por_corte: str | None = None
    """Lista de los seguimientos, si cada uno va en su fila, con la de lo que reporta."""
    juntas: tuple[str, ...] = ()
    """Listas que van enteras en la fila de quien las lleva, como tuplas del mismo largo."""
    de_quien: Mapping[str, tuple[str, ...]] = attrs.Factory(dict)
    """En la tabla de lo que se reporta, por la raíz de quienes lo llevan, los únicos datos suyos
    que van: con qué se los nombra. Quien no reporta nada no tiene fila, y la ruta es la de quien
    sí."""
    raices: tuple[str, ...] = ()
    """De las listas que se llaman como las suyas, cuáles; si no se dice, todas."""
    comunes: tuple[str, ...] = ("vigencia",)
    """Los datos de todo el contenido que toda fila repite."""
    siempre: tuple[str, ...] = ()
    """Los datos que a ninguna le faltan, además del nombre de la entidad y su lugar."""
    lugar: str
    """Cómo es el de una fila en los datos: ``procesos[0].riesgos[2].controles[1]``."""
    identidad: Mapping[str, Identidad] = attrs.Factory(dict)
    """De lo de cada lista, por la raíz de sus datos. Las que la tienen y no se recorren se leen
    de una fila que las traiga, y no van en las que se dan."""


@clases.frozen(kw_only=True)
class EnAbierto:
    """Cómo va un contenido en un paquete de datos abiertos."""

    tabla: str
    """El nombre de la de sus filas, y de su archivo: ``riesgos``."""
    titulo: str
    """Título de esa tabla."""
    como_se_lee: str
    """Qué hay en una fila, para quien no conoce el contenido."""


@clases.frozen(kw_only=True)
class TablaAparte:
    """Otra tabla de un contenido, con lo que no va en la de sus filas."""

    filas: Filas
    en_abierto: EnAbierto


@clases.frozen(kw_only=True, eq=False)
class Tema:
    """Un contenido, declarado."""

    clave: str
    """Con la que lo nombran el ``de`` de un formato y la clase de su libro, y bajo la que va en su
    archivo de datos; un plan, en la raíz."""
    clase: type
    raiz: str = ""
    """Con la que se nombran los datos que son de todo él; los de un plan van sin ninguna."""
    un: str
    """``un plan``: como se dice qué es."""
    de: str
    """``del plan``: como se dice que algo es suyo."""
    filas: Filas
    libro: Libro
    en_abierto: EnAbierto
    aparte: tuple[TablaAparte, ...] = ()
    """Sus demás tablas; con las filas de todas vuelve a ser el mismo."""
    se_cuentan: Mapping[str, tuple[str, str]]
    """Las listas de que se dice cuánto hay, y cómo se llaman uno y varios."""
    en_resumen: Mapping[str, tuple[str, str]] = attrs.Factory(dict)
    """Cuentas que dicen en una frase cuánto trae: la palabra en singular y en plural."""
    lleva: tuple[str, ...] = ()
    """Los campos donde puede llevar adentro otro contenido."""

    @property
    def el(self) -> str:
        """Tema como se lo nombra: ``el plan``."""
        return self.de.removeprefix("d")

    def dato(self, nombre: str) -> str:
        """Camino de uno de los campos del contenido: ``vigencia``, ``mapa.version``."""
        return f"{self.raiz}.{nombre}" if self.raiz else nombre


@functools.cache
def temas_por_tabla(tema: Tema) -> tuple[Tema, ...]:
    """El tema, y uno por cada una de sus tablas aparte, con las filas de ella."""
    aparte = (
        attrs.evolve(tema, filas=tabla.filas, en_abierto=tabla.en_abierto, aparte=())
        for tabla in tema.aparte
    )
    return (tema, *aparte)


PLAN = Tema(
    clave="plan",
    clase=Plan,
    un="un plan",
    de="del plan",
    filas=Filas(
        por_corte="seguimientos",
        lugar="dependencias[0].componentes[2].subcomponentes[0].actividades[1]",
        identidad={
            "dependencia": Identidad(por=(("nombre",),), si_no="sin_nombre"),
            "componente": Identidad(por=(("numero", "nombre"),), si_no="sin_nombre"),
            "subcomponente": Identidad(por=(("nombre",),), si_no="sin_nombre"),
            "actividad": Identidad(si_no="otro"),
            "tramite": Identidad(si_no="otro"),
        },
    ),
    libro=LIBRO_DEL_PLAN,
    en_abierto=EnAbierto(
        tabla="filas",
        titulo="Actividades y trámites, uno por corte",
        como_se_lee="Hay una fila por actividad o trámite y corte; la que no tiene seguimientos"
        " conserva una. Lo que empieza por «calculado.» no es del plan: se obtuvo de sus textos.",
    ),
    se_cuentan={
        "dependencias": ("dependencia", "dependencias"),
        "componentes": ("componente", "componentes"),
        "actividades": ("actividad", "actividades"),
        "tramites": ("trámite", "trámites"),
        "intercambios": ("intercambio", "intercambios"),
    },
    lleva=("mapa_de_riesgos",),
)


def _del_mapa() -> Tema:
    """Tema de los mapas de riesgos: sus filas y su libro."""
    from paac_reportes.modelo.libro_del_mapa import LIBRO  # noqa: PLC0415 - quien tiene uno

    return Tema(
        clave="mapa",
        clase=MapaDeRiesgos,
        raiz="mapa",
        un="un mapa de riesgos",
        de="del mapa",
        filas=Filas(
            juntas=("causas", "acciones"),
            comunes=("vigencia", "metodologia"),
            siempre=("proceso.nombre",),
            lugar="procesos[0].riesgos[2].controles[1]",
            identidad={
                "proceso": Identidad(por=(("nombre",), ("codigo",)), se_espera="proceso.nombre"),
                "riesgo": Identidad(
                    por=(("referencia",), ("descripcion",)),
                    se_espera="su referencia o su descripción en cada fila, también donde la celda"
                    " estaba combinada",
                ),
                "control": Identidad(por=(("numero",),), si_no="lo_mismo"),
                "seguimiento_del_mapa": Identidad(por=(("corte",),)),
                "seguimiento_de_riesgo": Identidad(por=(("corte", "quien"),)),
                "control_seguido": Identidad(por=(("control",),)),
            },
        ),
        libro=LIBRO,
        en_abierto=EnAbierto(
            tabla="riesgos",
            titulo="Riesgos, uno por control",
            como_se_lee="En riesgos.csv hay una fila por riesgo y control; el riesgo sin controles"
            " y el proceso sin riesgos conservan la suya. Las causas y las acciones del riesgo van"
            " en cada una de sus filas, como listas del mismo largo: en el mismo lugar está lo de"
            " la misma, y null es lo que no dice. Lo que se siguió en cada corte no está en esa"
            " tabla, sino en seguimientos.csv, si se siguió, y en los datos enteros, en JSON.",
        ),
        aparte=(
            TablaAparte(
                filas=Filas(
                    por_corte="seguimientos",
                    raices=("proceso", "riesgo", "seguimiento_de_riesgo", "control_seguido"),
                    de_quien={
                        "proceso": ("nombre", "codigo"),
                        "riesgo": ("referencia", "descripcion"),
                    },
                    comunes=("vigencia", "metodologia"),
                    siempre=("riesgo.descripcion", "seguimiento_de_riesgo.corte"),
                    lugar="procesos[0].riesgos[2]",
                ),
                en_abierto=EnAbierto(
                    tabla="seguimientos",
                    titulo="Lo que se siguió de cada riesgo, por corte y control",
                    como_se_lee="En seguimientos.csv hay una fila por riesgo, corte, quien sigue y"
                    " control del que se dijo algo; el seguimiento que no dice nada de ningún"
                    " control tiene la suya. Lo que es del riesgo entero se repite en cada una. El"
                    " riesgo que no se siguió no está. La ruta es la de su riesgo, como en"
                    " riesgos.csv.",
                ),
            ),
        ),
        se_cuentan={
            "procesos": ("proceso", "procesos"),
            "riesgos": ("riesgo", "riesgos"),
            "controles": ("control", "controles"),
        },
        en_resumen={
            "riesgos": ("riesgo", "riesgos"),
            "causas": ("causa", "causas"),
            "controles": ("control", "controles"),
            "acciones": ("acción", "acciones"),
        },
    )


_DECLARADOS: dict[str, Callable[[], Tema]] = {"plan": lambda: PLAN, "mapa": _del_mapa}
"""Temas por su clave; cada uno se carga cuando se usa."""
_CARGADOS: dict[str, Tema] = {}


def tema(clave: str) -> Tema:
    """Tema de esa clave; ``KeyError`` si nadie lo ha declarado."""
    if clave not in _CARGADOS:
        _CARGADOS[clave] = _DECLARADOS[clave]()
    return _CARGADOS[clave]


def claves() -> tuple[str, ...]:
    """Las claves de todos los temas, en el orden en que se declararon."""
    return tuple(_DECLARADOS)


def tema_de(contenido: Any) -> Tema:
    """Tema de un contenido, sea plan o mapa; ``KeyError`` si no es de ninguno."""
    return tema(getattr(type(contenido), "TEMA", ""))


def con_los_que_lleva(contenido: Contenido) -> Iterator[tuple[str, Contenido]]:
    """Contenido y los que lleva adentro, cada uno con el campo en que está."""
    yield "", contenido
    for campo in tema_de(contenido).lleva:
        if (llevado := getattr(contenido, campo)) is not None:
            yield campo, llevado


def el_de(contenido: Contenido, clave: str) -> Any:
    """Contenido de ese tema: él mismo o el que lleva adentro; ``None`` si no hay."""
    contenidos = con_los_que_lleva(contenido)
    return next((llevado for _, llevado in contenidos if tema_de(llevado).clave == clave), None)


def es_contenido(objeto: object) -> bool:
    """Si el objeto es un contenido de los que se han declarado."""
    return getattr(type(objeto), "TEMA", None) in _DECLARADOS


class ConContenido(Generic[Contenido_co]):
    """Lo que trae un contenido y los avisos de cómo llegó: una lectura, o una reunión."""

    __slots__ = ()

    contenido: Contenido_co
    avisos: tuple[Aviso, ...]

    @property
    def dudas(self) -> tuple[Aviso, ...]:
        """Los avisos de lo que no se entendió, o no del todo: los que pesan más que una nota."""
        return tuple(aviso for aviso in self.avisos if aviso.peso in {"duda", "por_fuera"})


def contenido_y_dudas_de(valor: Any) -> tuple[Any, tuple[Aviso, ...]]:
    """El contenido que trae una lectura o una reunión, y sus dudas; lo demás, igual y sin ellas."""
    return (valor.contenido, valor.dudas) if isinstance(valor, ConContenido) else (valor, ())
