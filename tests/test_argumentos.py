"""Lo que un programa pasa por equivocación a lo público: sólo salen errores de la biblioteca.

Una clave que la función no tiene, o una que falta, es un ``TypeError``, como en todo Python: quien
la escribió ve su línea. Lo que llega en una clave que sí tiene se dice en español y con su nombre.

Prueba ``api/tipos`` y ``api/datos``.
"""

import enum
import functools
import inspect
import io
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import attrs
import pytest
from ayudas.planes import actividad, componente, datos
from ayudas.publicos import PUBLICOS

import paac_reportes as paac


class Ajena:
    """Una clase que no se deja comparar, ni escribir, ni recorrer."""

    def falla(self, *_: object) -> Any:
        raise RuntimeError

    __eq__ = __bool__ = __len__ = __iter__ = __repr__ = __str__ = __fspath__ = falla
    __hash__ = None  # type: ignore[assignment]


class Clave(Ajena):
    def __hash__(self) -> int:  # type: ignore[override]
        return 1


class DeBytes:
    def __fspath__(self) -> bytes:
        return b"x"


class Opcion(enum.Enum):
    RARA = Ajena()


def niveles(cuantos: int, *, con_clave: bool = False) -> Any:
    hondo: Any = []
    for _ in range(cuantos):
        hondo = {"pagina": hondo} if con_clave else [hondo]
    return hondo


def en_circulo() -> Any:
    lista: list[Any] = []
    lista.append(lista)
    return lista


def que_falla() -> Iterator[Any]:
    yield {"a": 1}
    raise ConnectionError


COSAS: dict[str, Callable[[], Any]] = {
    "nada": lambda: None,
    "entero": lambda: 3,
    "negativo": lambda: -1,
    "inmenso": lambda: 10**5000,
    "sí": lambda: True,
    "decimal sin número": lambda: Decimal("sNaN"),
    "flotante sin número": lambda: float("nan"),
    "infinito": lambda: float("inf"),
    "complejo": lambda: 1j,
    "vacío": lambda: "",
    "texto": lambda: "hola",
    "con nulo": lambda: "a\0b",
    "medio carácter": lambda: "\ud800",
    "texto enorme": lambda: "a" * 33_000,
    "bytes": lambda: b"\xff",
    "memoria": lambda: memoryview(b"1"),
    "lista": list,
    "lista de enteros": lambda: [1],
    "lista de textos": lambda: ["2026-01-30"],
    "lista de nada": lambda: [None],
    "lista de ajenas": lambda: [Ajena()],
    "objeto": lambda: {1: 2},
    "objeto de ajenas": lambda: {"a": Ajena()},
    "objeto de claves ajenas": lambda: {Clave(): 1},
    "conjunto": lambda: {1},
    "generador": lambda: (uno for uno in [1]),
    "generador que falla": que_falla,
    "mil niveles": lambda: niveles(1000),
    "mil objetos": lambda: niveles(1000, con_clave=True),
    "en círculo": en_circulo,
    "suelto": object,
    "clase": lambda: int,
    "función": lambda: len,
    "último día": lambda: date.max,
    "primer día": lambda: date.min,
    "con hora": lambda: datetime(2026, 1, 1, 3),
    "flujo de texto": io.StringIO,
    "flujo de otra cosa": lambda: io.BytesIO(b"\xff\xfe"),
    "ruta de bytes": DeBytes,
    "enumerado": lambda: Opcion.RARA,
    "excepción": lambda: ValueError("x"),
    "ajena": Ajena,
}


def cosas_para(argumento: str) -> dict[str, Callable[[], Any]]:
    """Donde va una función, no las que lo son: lo que una lance es de quien la da."""
    if not argumento.startswith("al_"):
        return COSAS
    return {cual: cosa for cual, cosa in COSAS.items() if cual not in {"clase", "función"}}


class EnRenglones:
    """Como una tabla de pandas se escribe: en varios renglones."""

    columns = ("a",)

    def __repr__(self) -> str:
        return "   a\n0  1"


PLAN = paac.desde_datos(
    datos(componente(actividad(seguimientos=[{"corte": "2026-04-30", "avance": 50}])))
).contenido
ANALISIS = paac.analizar(PLAN)
TABLA = paac.formato_de_columnas("Tabla", {"a": "A"})
DIA = date(2026, 4, 30)
with TemporaryDirectory() as carpeta:
    LIBRO = paac.capturar(PLAN, DIA, carpeta).archivos[0].read_bytes()
DOCUMENTO = paac.reporte(PLAN, "paac-plan").emitir("docx").contenido

BUENOS: dict[str, dict[str, Any]] = {
    "analizar": {"contenido": PLAN},
    "calendario": {"vigencia": 2026},
    "capturar": {"contenido": PLAN, "corte": DIA, "carpeta": "libros", "reemplazar": True},
    "comparar": {"antes": ANALISIS, "despues": ANALISIS},
    "cifras_en_filas": {"contenidos": [PLAN]},
    "datos_de": {"objeto": PLAN},
    "desde_datos": {"datos": {}},
    "desde_filas": {"filas": [{"actividad.meta": "M"}], "entidad": "E"},
    "donde": {"contenido": PLAN, "ruta": "componentes[0]"},
    "en_blanco": {"entidad": PLAN.entidad, "vigencia": 2026},
    "en_lote": {
        "encargos": [paac.modelo.Encargo(contenido=PLAN, formato="paac-plan")],
        "destino": "lote",
    },
    "esquema": {},
    "filas_de": {"contenido": PLAN},
    "formato_de_columnas": {"titulo": "T", "columnas": {"a": "A"}},
    "cuerpo_de": {"formato": "paac-plan"},
    "formato_desde_datos": {"datos": {"codigo": "x"}},
    "formato_desde_word": {"docx": b""},
    "formatos_disponibles": {},
    "guardar_datos": {"contenido": PLAN, "destino": "a.json"},
    "leer": {"origen": io.BytesIO(DOCUMENTO)},
    "leer_formato": {"origen": "x"},
    "oficios": {"plan": PLAN, "corte": DIA, "carpeta": "oficios"},
    "recomendar": {"plan": PLAN},
    "reporte": {"contenido": PLAN, "formato": "paac-plan"},
    "reunir": {"libros": [io.BytesIO(LIBRO)], "base": PLAN},
    "revisar": {"contenido": PLAN},
    "verificar": {"archivo": io.BytesIO(b"PK"), "contra": paac.reporte(PLAN, "paac-plan")},
    "Accion": {"descripcion": "Cambiar la chapa"},
    "Actividad": {},
    "CambioDocumento": {"version": "1", "fecha": "hoy", "razon": "una"},
    "Causa": {"texto": "Nadie revisa"},
    "Componente": {},
    "Control": {"tipo": "preventivo"},
    "ControlSeguido": {"control": "1"},
    "DefinicionDeCorrupcion": {},
    "Dependencia": {"nombre": "D"},
    "Encargo": {"contenido": PLAN, "formato": "paac-plan"},
    "Entidad": {"nombre": "E"},
    "Escala": {
        "codigo": "e",
        "nombre": "E",
        "zonas": (paac.modelo.Zona(nombre="Z", desde=0, color="FF0000"),),
    },
    "Extras": {"valores": {}},
    "FilaRecomendada": {"texto": "Publicar"},
    "Firma": {"rol": "Elaboró", "nombre": "N"},
    "MapaDeRiesgos": {"entidad": PLAN.entidad},
    "Materializacion": {},
    "Metodologia": {},
    "Plan": {"entidad": PLAN.entidad, "componentes": (paac.modelo.Componente(),)},
    "Proceso": {"nombre": "Contratación"},
    "Recomendacion": {"id": "R-1", "corte": DIA, "texto": "Publicar"},
    "Riesgo": {"descripcion": "Que se pierda"},
    "Seguimiento": {"corte": DIA},
    "SeguimientoDeRiesgo": {"corte": DIA},
    "SeguimientoDelMapa": {"corte": DIA},
    "Subcomponente": {},
    "Tramite": {},
    "Valoracion": {},
    "Verificacion": {"resultado": "parcial"},
    "Zona": {"nombre": "Z", "desde": 0, "color": "FF0000"},
}
"""Con qué se llama cada función y cada clase que recibe lo de quien la usa."""


def test_estan_todas_las_publicas() -> None:
    """Cada verbo, y cada clase que se construye: las demás las da la biblioteca."""
    verbos = {nombre for nombre, suyo in PUBLICOS.items() if inspect.isfunction(suyo)}
    clases = {n for n in dir(paac.modelo) if attrs.has(getattr(paac.modelo, n))}
    assert {*BUENOS} == verbos | clases | {"Extras", "MapaDeRiesgos"}


ARGUMENTOS = [
    (nombre, argumento.name)
    for nombre in BUENOS
    for argumento in inspect.signature(PUBLICOS[nombre]).parameters.values()
    if argumento.kind not in {argumento.VAR_KEYWORD, argumento.VAR_POSITIONAL}
]
# Los que una función toma por su nombre y declara en otra parte.
ARGUMENTOS += [
    (nombre, clave)
    for nombre, claves in {
        "formato_de_columnas": paac.modelo.ClavesDeFormato,
        "desde_filas": paac.modelo.DatosDelPlan,
    }.items()
    for clave in claves.__annotations__
]


def solo_error_propio(llamar: Callable[[], Any]) -> None:
    sirvio, fallas = True, tuple[paac.Falla, ...]()
    try:
        llamar()
    except paac.ErrorPaac as error:
        sirvio, fallas = False, error.fallas
    assert sirvio or fallas
    assert all(falla.codigo and 0 < len(falla.mensaje) < 1000 for falla in fallas)


@pytest.mark.una_de_cada("nombre", resto="integracion")
@pytest.mark.parametrize(
    ("nombre", "argumento"), ARGUMENTOS, ids=[".".join(uno) for uno in ARGUMENTOS]
)
def test_cualquier_cosa_en_cualquier_argumento(
    nombre: str, argumento: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    funcion = PUBLICOS[nombre]
    for cosa in cosas_para(argumento).values():
        solo_error_propio(functools.partial(funcion, **BUENOS[nombre] | {argumento: cosa()}))


@pytest.mark.una_de_cada("tipo", resto="integracion")
@pytest.mark.parametrize("tipo", ["docx", "xlsx", "csv", "zip"])
@pytest.mark.parametrize("cosa", COSAS)
def test_cualquier_cosa_en_una_fila(tipo: str, cosa: str) -> None:
    def emitir(filas: Any) -> bytes:
        return paac.reporte(PLAN.entidad, TABLA, filas=filas).emitir(tipo).contenido

    solo_error_propio(lambda: emitir(filas=[{"a": COSAS[cosa]()}]))
    solo_error_propio(lambda: emitir(filas=[COSAS[cosa]()]))
    solo_error_propio(lambda: emitir(filas=[{"a": 1, **_objeto(COSAS[cosa]())}]))


def _objeto(cosa: Any) -> dict[Any, Any]:
    return cosa if isinstance(cosa, dict) else {}


@pytest.mark.parametrize("cosa", COSAS)
def test_cualquier_cosa_al_emitir_y_guardar(
    cosa: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # un texto cualquiera es el nombre de un archivo
    pedido = paac.reporte(PLAN, "paac-plan")
    solo_error_propio(lambda: pedido.emitir(COSAS[cosa]()))
    solo_error_propio(lambda: pedido.guardar(COSAS[cosa]()))
    solo_error_propio(lambda: pedido.guardar(COSAS[cosa](), tipo="csv"))
    solo_error_propio(lambda: pedido.guardar(tmp_path / "a", tipo=COSAS[cosa]()))


@pytest.mark.parametrize("cosa", COSAS)
def test_cualquier_cosa_en_un_lote(
    cosa: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    bueno = {"contenido": PLAN, "formato": "paac-plan", "tipos": ("csv",), "clave": "a"}
    for campo in ("contenido", "formato", "corte", "tipos", "clave", "filas", "opciones"):
        dado: Any = paac.modelo.Encargo(**bueno | {campo: COSAS[cosa]()})
        (hecho,) = paac.en_lote([dado], tmp_path / "lote")
        assert all(0 < len(falla.mensaje) < 1000 for falla in hecho.fallas)
    for opcion in paac.tipos.OpcionesDeEncargo.__annotations__:
        dado = paac.modelo.Encargo(**bueno | {"opciones": {opcion: COSAS[cosa]()}})
        (hecho,) = paac.en_lote([dado], tmp_path / "lote")
        assert all(0 < len(falla.mensaje) < 1000 for falla in hecho.fallas)
    solo_error_propio(lambda: list(paac.en_lote(COSAS[cosa](), tmp_path / "lote")))
    solo_error_propio(lambda: list(paac.en_lote([COSAS[cosa]()], tmp_path / "lote")))
    sano = [paac.modelo.Encargo(**bueno)]
    solo_error_propio(lambda: list(paac.en_lote(sano, COSAS[cosa]())))
    solo_error_propio(lambda: list(paac.en_lote(sano, tmp_path, ejecutor=COSAS[cosa]())))


class Flujo:
    def __init__(self, error: Exception) -> None:
        self.error = error

    def read(self) -> Any:
        raise self.error

    def write(self, _contenido: Any) -> Any:
        raise self.error


@pytest.mark.parametrize(
    ("error", "al_leer", "al_escribir"),
    [
        (OSError(28, "No space left"), paac.ErrorDeEntrada, paac.ErrorDeEntorno),
        (io.UnsupportedOperation("no"), paac.ErrorDeEntrada, paac.ErrorDeEntrada),
        (TypeError("faltan argumentos"), paac.ErrorDeEntrada, paac.ErrorDeEntrada),
        (RuntimeError("de otra biblioteca"), paac.ErrorDeEntrada, paac.ErrorDeEntrada),
    ],
)
def test_un_flujo_ajeno_que_falla(
    error: Exception, al_leer: type[paac.ErrorPaac], al_escribir: type[paac.ErrorPaac]
) -> None:
    flujo: Any = Flujo(error)
    with pytest.raises(al_leer, match="flujo"):
        paac.leer(flujo).sin_dudas()
    with pytest.raises(al_escribir, match="flujo"):
        paac.guardar_datos(PLAN, flujo)


AL_FINAL = io.BytesIO(b"x")
AL_FINAL.seek(0, io.SEEK_END)

CASOS: list[tuple[Callable[[], Any], str]] = [
    (lambda: paac.analizar(PLAN, metodologia={"metodo": []}), "metodologia.metodo: se esperaba alguno de estos: actividades, subcomponentes, ponderado, llegó una lista de 0"),
    (lambda: paac.analizar(PLAN, metodologia={"escala": 3}), "metodologia.escala: se esperaba un objeto Escala, o alguno de estos: guia-v2, llegó 3"),
    (lambda: paac.analizar(PLAN, metodologia={"metodo": "ponderado", "pesos": {1: Decimal(-1)}}), "metodologia.pesos.1: se esperaba un número de 0.001 a 1000000, llegó -1"),
    (lambda: paac.analizar(PLAN, metodologia={"metodo": "ponderado", "pesos": {9: Decimal(1)}}), "metodologia.pesos.9: ningún componente tiene ese número; los hay: 1"),
    (lambda: paac.analizar(PLAN, metodologia={"metodo": "ponderado", "pesos": {1: "mucho"}}), "metodologia.pesos.1: se esperaba un número, llegó 'mucho'"),
    (lambda: paac.analizar(PLAN, corte=date.max), "corte: se esperaba una fecha de un año de 1900 a 2999, llegó 9999-12-31"),
    (lambda: paac.analizar(object()), "contenido: se esperaba un Plan o un MapaDeRiesgos, llegó un object"),
    (lambda: paac.reporte(EnRenglones(), TABLA), "contenido: se esperaba un Plan o un MapaDeRiesgos, llegó un EnRenglones; de una tabla, desde_filas(tabla, …) o reporte(Entidad(…), …, filas=tabla)"),
    (lambda: paac.reporte(PLAN.entidad, "paac-plan"), "contenido: se esperaba un Plan o un MapaDeRiesgos, llegó Entidad(nombre='MUNICIPIO DE PRUEBA', orden=None, departamen…; una entidad sola va con filas= y un formato que las recorre"),
    (lambda: paac.modelo.Seguimiento(corte="2026-04-30"), "corte: se esperaba una fecha (date), llegó '2026-04-30'"),
    (lambda: paac.modelo.Actividad(codigo=1, meta=2), "codigo: se esperaba un texto, llegó 1\nmeta: se esperaba un texto, llegó 2"),
    (lambda: paac.modelo.Seguimiento(corte=DIA, avance=200, texto=3), "texto: se esperaba un texto, llegó 3\navance: se esperaba un número de 0 a 100, llegó 200"),
    (lambda: paac.modelo.Seguimiento(corte=DIA, avance=200, observaciones=3), "avance: se esperaba un número de 0 a 100, llegó 200\nobservaciones: se esperaba un texto, llegó 3"),
    (lambda: paac.calendario(2026, cierres=["2026-01-30"]), "cierres[0]: se esperaba una fecha (date), llegó '2026-01-30'"),  # type: ignore[list-item]
    (lambda: paac.comparar(1, 2), "antes: se esperaba un Plan o sus cifras, como el otro, llegó 1\ndespues: se esperaba un Plan o sus cifras, como el otro, llegó 2"),
    (lambda: paac.formato_de_columnas("T", {"a": niveles(1000)}), "tiene demasiados niveles anidados; se admiten 40"),
    (lambda: paac.leer("x", carpeta=3).sin_dudas(), "carpeta: se esperaba una carpeta, llegó 3"),
    (lambda: paac.reporte(PLAN, "paac-plan").emitir(3).contenido, "tipo: se esperaba una extensión, como docx, llegó 3"),
    (lambda: paac.reporte(PLAN.entidad, TABLA, filas=[{"a": Ajena()}]).emitir("html").contenido, "filas, columna 'a': trae valores de la clase Ajena (el primero, un Ajena en filas[0]), y se esperaban números, fechas o textos; con guarda = 'texto' va lo que diga su texto"),
    (lambda: paac.reporte(PLAN.entidad, TABLA, filas=que_falla()).emitir("html").contenido, "filas: no se dejaron recorrer (ConnectionError)"),
    (lambda: paac.reporte(PLAN, "paac-plan").publico(cedulas=1), "cedulas: se esperaba True o False, llegó 1"),
    (lambda: paac.reporte(PLAN, "paac-plan").publico().publico(cedulas=True, revisado={}), "cedulas: el reporte ya es el público: dígalo al pedirlo del que no lo es, en .publico(…)\nrevisado: el reporte ya es el público: dígalo al pedirlo del que no lo es, en .publico(…)"),
    (lambda: paac.reporte(PLAN, TABLA, metodologia=3), "metodologia: se esperaba una Metodologia, llegó 3"),
    (lambda: paac.capturar(3, DIA, "libros"), "contenido: se esperaba un Plan o un MapaDeRiesgos, llegó 3"),
    (lambda: paac.oficios(PLAN, DIA, "oficios", tipos=None), "tipos: se esperaba una lista de extensiones, llegó vacío"),
    (lambda: paac.oficios(PLAN, DIA, "oficios", tipos=[]), "tipos: se esperaba una lista de extensiones, llegó una lista de 0"),
    (lambda: paac.capturar(PLAN, "2024-08-31", "libros"), "corte: se esperaba una fecha (date), llegó '2024-08-31'"),
    (lambda: paac.leer(io.StringIO("a;b"), entidad={"nombre": "M"}), "entidad: se esperaba un texto, llegó un objeto"),
    (lambda: paac.leer("{}".encode("utf-16")), "es un JSON en UTF-16, y se lee en UTF-8; guárdelo otra vez en UTF-8"),
    (lambda: paac.leer(AL_FINAL), "el flujo está al final, y no queda qué leer; vuelva al comienzo con seek(0)"),
    (lambda: paac.reporte(PLAN, "paac-plan").guardar(["a.docx"]), "destino: se esperaba una ruta o un flujo de bytes abierto para escribir, llegó una lista de 1"),
    (lambda: paac.oficios(3, DIA, "oficios"), "plan: se esperaba un Plan, llegó 3"),
    (lambda: paac.verificar(io.BytesIO(DOCUMENTO), paac.reporte(PLAN, "paac-plan"), fecha="hoy"), "fecha: se esperaba una fecha (date), llegó 'hoy'"),
]  # fmt: skip


@pytest.mark.parametrize(("llamar", "mensaje"), CASOS, ids=[m[:40] for _, m in CASOS])
def test_se_dice_que_argumento_que_llego_y_que_se_esperaba(
    llamar: Callable[[], Any], mensaje: str
) -> None:
    with pytest.raises(paac.ErrorPaac) as error:
        llamar()
    assert str(error.value) == mensaje


def test_lo_que_fallo_de_una_clase_ajena_queda_adjunto() -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        paac.reporte(PLAN.entidad, TABLA, filas=que_falla()).emitir("html")
    assert isinstance(error.value.__cause__, ConnectionError)


@pytest.mark.una_de_cada(resto="integracion")
@pytest.mark.parametrize("dato", paac.filas_de(PLAN)[0])
def test_cualquier_cosa_en_una_celda_de_un_plan_en_filas(dato: str) -> None:
    for cosa in COSAS.values():
        hacer = functools.partial(paac.desde_filas, entidad="E", corte=DIA)
        fila = {"actividad.descripcion": "A", "seguimiento.texto": "T"}
        solo_error_propio(functools.partial(hacer, [fila | {dato: cosa()}]))


@pytest.mark.parametrize(
    "dato",
    [
        *("ruta", "proceso.codigo", "riesgo.referencia", "riesgo.tipo", "riesgo.inherente.zona"),
        *("riesgo.consecuencias", "riesgo.frecuencia", "riesgo.cuestionario.1", "causa.texto"),
        *("control.tipo", "control.criterios.B", "control.causas_que_ataca", "accion.fecha_fin"),
        *("accion.descripcion", "riesgo.extras.x", "vigencia", "entidad.nombre"),
    ],
)
def test_cualquier_cosa_en_una_celda_de_un_mapa(dato: str) -> None:
    for cosa in COSAS.values():
        fila = {"proceso.nombre": "P", "riesgo.descripcion": "R", dato: cosa()}
        solo_error_propio(functools.partial(paac.desde_filas, [fila], como="mapa", entidad="E"))


@pytest.mark.parametrize("cosa", COSAS)
def test_cualquier_cosa_en_las_columnas_de_un_plan_en_filas(cosa: str) -> None:
    valor = COSAS[cosa]
    for columnas in (
        {"actividad.meta": valor()},
        {"seguimientos": valor()},
        {"seguimientos": [valor()]},
        {"seguimientos": [{"corte": valor(), "texto": valor()}]},
    ):
        hacer = functools.partial(paac.desde_filas, [{"a": 1}], entidad="E")
        solo_error_propio(functools.partial(hacer, columnas=columnas))


@pytest.mark.parametrize(
    "llamar",
    [
        lambda fallar: paac.reporte(PLAN, "paac-plan").guardar("a.csv", al_empezar=fallar),
        lambda fallar: [
            *paac.en_lote(
                [paac.modelo.Encargo(contenido=PLAN, formato="paac-plan", tipos=("csv",))],
                "lote",
                al_terminar=fallar,
            )
        ],
    ],
    ids=["al_empezar", "al_terminar"],
)
def test_lo_que_lanza_la_funcion_de_quien_llama_sale_tal_cual(
    llamar: Callable[[Any], Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fallar(_dado: object) -> None:
        raise LookupError("mío")

    monkeypatch.chdir(tmp_path)
    with pytest.raises(LookupError, match="mío"):
        llamar(fallar)
    assert not (tmp_path / "a.csv").exists()
