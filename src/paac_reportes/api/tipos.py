"""Los tipos de la puerta, con lo leído y las palabras que admite cada opción; y sus comprobaciones.

>>> from paac_reportes import tipos
>>> def publicar(plan: tipos.UnPlan, tipo: tipos.TipoDeReporte = "html") -> bytes: ...

Donde va un contenido va también la ``Lectura`` o la ``Reunion`` que lo trae.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import IO, TYPE_CHECKING, Any, Literal, TypeAlias, TypedDict, get_args

import attrs

from paac_reportes import clases
from paac_reportes.cuadros import Cuadro, SeMuestra, cuantos, en_miles
from paac_reportes.errores import (
    Aviso,
    ErrorDeEntrada,
    Falla,
    aviso_como_dato,
    como_falla,
    unir_ruta,
)
from paac_reportes.estructura import (
    codigo_ajeno,
    error_de_argumento,
    esperado,
    estructurar,
    falla_de_argumento,
    mostrar,
)
from paac_reportes.estructura.corrientes import corriente, sin_hora
from paac_reportes.estructura.valores import Reloj, es_dia
from paac_reportes.modelo import CodigoDeRegimen, Entidad, Escala, Metodologia, Plan
from paac_reportes.modelo.metodologia import (
    Arrastre,
    Blancos,
    CumplidaSinNumero,
    Metodo,
    Periodicidad,
    fallas_del_corte,
)
from paac_reportes.modelo.riesgos import MapaDeRiesgos
from paac_reportes.modelo.temas import ConContenido, Contenido_co, es_contenido
from paac_reportes.sistema import es_ruta, se_deja_leer

if TYPE_CHECKING:
    from paac_reportes.lectura.leido import ColumnaLeida
    from paac_reportes.vuelta.cambios import CambioLeido


# ------------------------------------------------------------------ lo leído


def cuadro_de_avisos(titulo: str, avisos: Iterable[Aviso | Falla], *notas: str) -> Cuadro:
    """Cuadro con un título, lo que conviene revisar, o las fallas, y unas notas.

    Lo que se dice igual de varios lugares va una vez, con cuántas y el primero.
    """
    lugares: dict[tuple[str, str], list[str]] = {}
    for aviso in avisos:
        lugares.setdefault((aviso.codigo, aviso.mensaje), []).append(aviso.ruta)
    filas = [
        (codigo, len(rutas), rutas[0], mensaje) for (codigo, mensaje), rutas in lugares.items()
    ]
    columnas = ("Código", "Veces", "Dónde, la primera", "Qué")
    return Cuadro(titulo=titulo, columnas=columnas, filas=filas, son="avisos", notas=notas)


@clases.frozen(kw_only=True)
class Lectura(ConContenido[Contenido_co], SeMuestra):
    """Lo leído de un archivo o de un documento: su contenido, y lo que conviene revisar."""

    contenido: Contenido_co
    """El plan o el mapa de riesgos."""
    avisos: tuple[Aviso, ...] = attrs.field(default=(), repr=cuantos)
    """Avisos de lo que cambió, y de lo que no se entendió y dónde.

    Lo que la matriz de otro dice en cada lugar de una duda está en su ``datos["lugares"]``.
    """
    formato: str | None = None
    """El código del formato en que está; ninguno si la matriz es de otro."""
    corte: date | None = None
    columnas: "tuple[ColumnaLeida, ...]" = attrs.field(default=(), repr=False)
    """Como qué se leyó cada columna, y cuánto se parece su rótulo al esperado."""
    lugares: Mapping[str, str] = attrs.field(factory=dict, repr=False)
    """De dónde salió cada dato: su ruta en el contenido → la celda."""
    cambios: "tuple[CambioLeido, ...]" = attrs.field(default=(), repr=False)
    """Con ``plan=``, lo que alguien cambió en el documento: dónde, qué dato, y si se aplicó."""

    def _cuadro(self) -> Cuadro:
        """Resumen de lo leído para un cuaderno, con lo que conviene revisar."""
        dicho = {"Formato": self.formato, "Corte": self.corte}
        return cuadro_de_avisos(
            f"Leído: {repr(self.contenido).strip('<>')}",
            self.avisos,
            *(f"{que}: {valor}." for que, valor in dicho.items() if valor),
            f"Avisos: {en_miles(len(self.avisos))}; dudas: {en_miles(len(self.dudas))}.",
        )

    def sin_dudas(self) -> Contenido_co:
        """El contenido; ``ErrorDeEntrada`` con cada duda, si hay alguna."""
        if self.dudas:
            raise ErrorDeEntrada(map(como_falla, self.dudas))
        return self.contenido


@clases.frozen(kw_only=True)
class Revision(SeMuestra):
    """Lo que conviene corregir de un contenido."""

    avisos: tuple[Aviso, ...] = attrs.field(repr=cuantos)
    """Todos, cada uno una vez: lo que dijo su lectura, si se dio ella, y lo que se ve en él."""

    @property
    def graves(self) -> tuple[Aviso, ...]:
        """Avisos de lo que impide publicarlo: una norma lo pide, o sin ello no se lo sigue."""
        return tuple(aviso for aviso in self.avisos if aviso.peso == "grave")

    @property
    def pasa(self) -> bool:
        """Si no trae nada grave."""
        return not self.graves

    def datos(self) -> dict[str, Any]:
        """Datos de la revisión, para escribirlos como JSON."""
        return {"pasa": self.pasa, "avisos": [*map(aviso_como_dato, self.avisos)]}

    def _cuadro(self) -> Cuadro:
        """Cuadro con lo grave primero, y lo demás."""
        graves = self.graves
        demas = [aviso for aviso in self.avisos if aviso.peso != "grave"]
        notas = (
            f"Graves: {len(graves)}; avisos en total: {len(self.avisos)}.",
            "Nada impide publicarlo." if self.pasa else "Corrija lo grave antes de publicarlo.",
        )
        return cuadro_de_avisos("Revisión", (*graves, *demas), *notas)


# ------------------------------------------------------------------ lo que admite cada opción


if TYPE_CHECKING:
    from paac_reportes.api.libros import Reunion
else:  # leer datos no carga los libros: al correr, la clase de que es
    from paac_reportes.modelo.temas import ConContenido as Reunion

Regimen: TypeAlias = CodigoDeRegimen
TipoDeReporte: TypeAlias = Literal["docx", "xlsx", "pdf", "html", "json", "csv", "zip"]
TipoDeDatos: TypeAlias = Literal["json", "yaml", "xlsx", "csv"]
CodigoDeFormato: TypeAlias = Literal[
    "EV-EGMC-PC-003-FM-002",
    "MCCO.101.18.F.20",
    "MCCO.101.18.F.20-informe",
    "cajica-plan",
    "california-plan",
    "informe-ejecutivo",
    "informe-seguimiento",
    "mapa-corrupcion-2015",
    "mapa-v5",
    "oficio-pendientes",
    "paac-plan",
    "paac-seguimiento",
    "ptep-plan",
    "ptep-seguimiento",
    "seguimiento-mapa",
    "suit-racionalizacion",
]
"""Los del catálogo; el propio, y el que llega como texto, los da ``leer_formato``."""

Preferencia: TypeAlias = Literal["base", "libro", "ultimo"]
PREFERENCIAS: tuple[Preferencia, ...] = get_args(Preferencia)
"""Qué vale donde dos libros, o un libro y el plan, dicen cosas distintas."""
Ruta: TypeAlias = str | os.PathLike[str]
Origen: TypeAlias = Ruta | bytes | IO[bytes] | IO[str]
"""Una ruta, los bytes de un archivo, o uno ya abierto."""
Destino: TypeAlias = Ruta | IO[bytes]
UnPlan: TypeAlias = Plan | Lectura[Plan] | Reunion[Plan]
UnMapa: TypeAlias = MapaDeRiesgos | Lectura[MapaDeRiesgos] | Reunion[MapaDeRiesgos]
Contenido: TypeAlias = (
    UnPlan | UnMapa | Lectura[Plan | MapaDeRiesgos] | Reunion[Plan | MapaDeRiesgos]
)
"""También la lectura de ``leer(…, como=None)``, de la que sólo al abrirla se sabe de qué es."""


class OpcionesDeMetodologia(TypedDict, total=False):
    """Las de ``Metodologia``, por su nombre; en la consola, las mismas con guion."""

    metodo: Metodo
    pesos: Mapping[int, Decimal | int | str]
    escala: Escala | str
    arrastre: Arrastre
    blancos: Blancos
    cumplida_sin_numero: CumplidaSinNumero
    cortes: Periodicidad | Sequence[date]
    logros: int


class OpcionesDeEncargo(TypedDict, total=False):
    """Lo que ``reporte`` pide por su nombre, y lo de publicarlo."""

    anterior: UnPlan | Origen
    metodologia: Metodologia | OpcionesDeMetodologia
    con_datos: bool
    publico: bool
    cedulas: bool
    revisado: Origen | Mapping[str, Any]


# ------------------------------------------------------------------ las comprobaciones


def comprobar_contenido(**valores: object) -> None:
    """``ErrorDeEntrada`` con cada valor que no es un plan ni un mapa de riesgos."""
    if fallas := [falla for nombre, v in valores.items() for falla in _de_otra_cosa(nombre, v)]:
        raise ErrorDeEntrada(fallas)


def _de_otra_cosa(nombre: str, valor: object) -> Iterator[Falla]:
    """La falla de un valor que no es un plan ni un mapa, con cómo obtener uno de él."""
    if not es_contenido(valor):
        motivo = f"se esperaba un Plan o un MapaDeRiesgos, llegó {mostrar(valor)}"
        if hasattr(valor, "columns"):  # una tabla de pandas, de polars o de Arrow
            motivo += "; de una tabla, desde_filas(tabla, …) o reporte(Entidad(…), …, filas=tabla)"
        elif es_ruta(valor) or se_deja_leer(valor):
            motivo += "; de un archivo, lo da leer: leer(archivo)"
        elif isinstance(valor, Mapping):
            motivo += "; de unos datos, lo da desde_datos: desde_datos(datos)"
        elif isinstance(valor, Entidad):
            motivo += "; una entidad sola va con filas= y un formato que las recorre"
        yield Falla("argumento_invalido", nombre, motivo)


def comprobar_pedido(contenido: object, corte: object, metodologia: object = None) -> None:
    """``ErrorDeEntrada`` con cada argumento que no es lo que su nombre dice."""
    if fallas := [*_de_otra_cosa("contenido", contenido), *_fallas_de_lo_demas(corte, metodologia)]:
        raise ErrorDeEntrada(fallas)


def comprobar_tipos(plan: object, corte: object, metodologia: object = None) -> None:
    """``ErrorDeEntrada`` si el plan, el corte o la metodología no son lo que se espera."""
    fallas = [*_fallas_de_lo_demas(corte, metodologia)]
    if not isinstance(plan, Plan):
        fallas.insert(0, falla_de_argumento("plan", "plan", plan))
    if fallas:
        raise ErrorDeEntrada(fallas)


def _fallas_de_lo_demas(corte: object, metodologia: object) -> Iterator[Falla]:
    """Las fallas del corte y la metodología que no son lo que se espera."""
    yield from _fallas_de_corte(corte)
    if metodologia is not None and not isinstance(metodologia, Metodologia):
        yield falla_de_argumento("metodologia", "metodologia", metodologia)


def metodologia_dada(valor: Any) -> Any:
    """La metodología que dan sus opciones por su nombre; lo demás, como llegó."""
    if not isinstance(valor, Mapping):
        return valor
    try:
        return estructurar(valor, Metodologia)
    except ErrorDeEntrada as error:
        en_su_argumento = (f.en(unir_ruta("metodologia", f.ruta)) for f in error.fallas)
        raise ErrorDeEntrada(en_su_argumento) from None


def dia_del_corte(corte: Any, reloj: Reloj) -> Any:
    """El día del corte; si llegó con zona horaria, el que era en la del reloj."""
    return sin_hora(reloj.dia(corte, "corte"))


def dia_escrito(texto: str) -> date | None:
    """El día de un texto: ``2023-09-30`` o ``30/09/2023``; ``None`` si no dice uno, claro."""
    # Un reporte no lee fechas, y la gramática de ellas es un vigésimo del primero.
    from paac_reportes.modelo.fechas import ClaseDeFecha, leer_fecha_programada

    fecha = leer_fecha_programada(texto, None)
    es_claro = fecha.clase is ClaseDeFecha.DIA and not fecha.avisos
    return fecha.dias[0] if es_claro else None


def corte_comprobado(corte: Any, reloj: Reloj) -> Any:
    """El día del corte; ``ErrorDeEntrada`` si se dio y no es una fecha de un año posible."""
    corte = dia_del_corte(corte, reloj)
    if fallas := list(_fallas_de_corte(corte)):
        raise ErrorDeEntrada(fallas)
    return corte


def _fallas_de_corte(corte: object) -> Iterable[Falla]:
    """Fallas de un corte que no es una fecha de un año posible; no darlo no es falla."""
    if corte is None:
        return ()
    if not es_dia(corte):
        return [falla_de_argumento("corte", "fecha_de_python", corte)]
    return fallas_del_corte("corte", corte)


_FRASES = {str: "texto", bool: "booleano", date: "fecha_de_python"}
"""Cómo se dicen en español las clases que no son de la biblioteca."""


def comprobar_clase(clase: type, **valores: object) -> None:
    """``ErrorDeEntrada`` con cada valor que no es de la clase."""
    espera = _FRASES.get(clase) or esperado("objeto", clase=clase.__name__)
    fallas = [
        falla_de_argumento(nombre, espera, valor)
        for nombre, valor in valores.items()
        if not isinstance(valor, clase)
    ]
    if fallas:
        raise ErrorDeEntrada(fallas)


def recorridos(nombre: str, valores: object, se_esperaba: str = "lista_de_rutas") -> list[Any]:
    """Valores de una lista; ``ErrorDeEntrada`` si no lo es o no se deja recorrer."""
    if isinstance(valores, str | bytes) or not isinstance(valores, Iterable):
        raise error_de_argumento(nombre, se_esperaba, valores)
    with codigo_ajeno(nombre, "no se dejaron recorrer"):
        return list(map(corriente, valores))


def comprobar_si_no(**valores: object) -> None:
    """``ErrorDeEntrada`` con cada valor que no es ``True`` ni ``False``."""
    comprobar_clase(bool, **valores)


def comprobar_que_sobran(motivo: str, **argumentos: object) -> None:
    """``ErrorDeEntrada`` con cada argumento que se dio y no cuenta, por ese motivo."""
    dados = (n for n, valor in argumentos.items() if valor is not None and valor is not False)
    if fallas := [Falla("argumento_invalido", nombre, motivo) for nombre in dados]:
        raise ErrorDeEntrada(fallas)


def comprobar_extension(tipo: object) -> None:
    """``ErrorDeEntrada`` si la extensión no es un texto; cuáles hay lo sabe el registro."""
    if not isinstance(tipo, str):
        raise error_de_argumento("tipo", "extension", tipo)


def comprobar_carpeta(ruta: str, valor: object, *, hace_falta: bool = False) -> None:
    """``ErrorDeEntrada`` si el valor no sirve como carpeta, o si es ``None`` y ``hace_falta``."""
    if (hace_falta or valor is not None) and not es_ruta(valor):
        raise error_de_argumento(ruta, "carpeta", valor)


def comprobar_vigencia(vigencia: object) -> None:
    """``ErrorDeEntrada`` si no es un número de año."""
    if not isinstance(vigencia, int) or isinstance(vigencia, bool):
        raise error_de_argumento("vigencia", "vigencia", vigencia)
