"""Con el doble de algo, cada puerta hace a lo más el doble: se cuentan llamadas, no segundos.

Por cada función de la casa, y por cada biblioteca: si de ``n`` a ``2n`` llama más que el doble, hay
algo que por cada uno mira a todos los demás.
"""

import functools
import io
import tempfile
import tracemalloc
from collections import Counter
from collections.abc import Callable, Container, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from ayudas.contador import contar, contar_renglones
from ayudas.crecidos import FORMATOS, Camino, crecido, listas_de
from ayudas.documentos import documento_de
from ayudas.en_pdf import fuente
from ayudas.planes import CORTE, FORMATO, actividad, componente, plan

import paac_reportes as paac
from paac_reportes.formatos.lectura.catalogo import hallar_formato
from paac_reportes.modelo.temas import tema

pytestmark = pytest.mark.profundo

UNOS, MUCHOS, MUCHISIMOS = 10, 40, 160
"""Con pocos basta para sospechar; lo que empieza en cierto tamaño (la página que se llena) crece de
golpe una vez, y con muchos ya pasó, o con muchísimos."""
SOBRAN = {UNOS: 5, MUCHOS: 20, MUCHISIMOS: 80}
"""De más que el doble, por cada uno: ordenar pide unas cuantas; mirar por cada uno a los que van
antes, tantas como los que hay."""
CASOS = [(clave, camino) for clave in FORMATOS for camino in listas_de(tema(clave).clase)]

Puertas = Iterator[tuple[str, Callable[[], object]]]
"""Lo que se hace, por su nombre; lo que se prepara antes no se cuenta."""
Contador = Callable[[Callable[[], object]], Counter[str]]
"""De lo que se hace a cuánto puso cada quien: llamadas, o renglones."""


def puertas(clave: str, contenido: Any, carpeta: Path) -> Puertas:
    """Lo que se hace con un contenido."""
    cortes = contenido.cortes()
    corte = max(cortes, default=date(2026, 4, 30))
    formato, _ = hallar_formato(FORMATOS[clave])

    def emitir(tipo: str) -> bytes:
        return paac.reporte(contenido, FORMATOS[clave], corte=corte).emitir(tipo).contenido

    for tipo in ("docx", "xlsx", "html", "csv", "json", "zip"):
        yield tipo, functools.partial(emitir, tipo)
    yield "la fuente del pdf", lambda: fuente(documento_de(contenido, formato, corte))
    for tipo in ("docx", "xlsx"):
        yield f"leer {tipo}", _leer(emitir(tipo), tipo, contenido)
    for tipo in ("docx", "xlsx"):
        escrito = emitir(tipo) + b" "  # ya no son los bytes emitidos: se compara lo que se lee
        yield f"verificar {tipo}", _verificar(escrito, tipo, contenido, clave, corte)
    for tipo in ("xlsx", "json"):
        yield f"guardar {tipo}", functools.partial(_guardado, contenido, tipo)
        yield f"leer lo guardado en {tipo}", _leer(_guardado(contenido, tipo), tipo)
    filas = paac.filas_de(contenido)
    yield "filas", lambda: paac.filas_de(contenido)
    yield "de filas", lambda: paac.desde_filas(filas, como=clave).contenido
    analizado = paac.analizar(contenido, corte=corte)
    yield "analizar", lambda: paac.analizar(contenido, corte=corte)
    yield "comparar", lambda: paac.comparar(analizado, paac.analizar(contenido, corte=corte))
    yield "revisar", lambda: paac.revisar(contenido)
    yield "capturar", lambda: paac.capturar(contenido, corte, carpeta, reemplazar=True)
    paac.capturar(contenido, corte, carpeta, reemplazar=True)
    libros = sorted(carpeta.iterdir())
    yield "reunir", lambda: paac.reunir(libros, base=contenido)


def _guardado(contenido: Any, tipo: str) -> bytes:
    flujo = io.BytesIO()
    paac.guardar_datos(contenido, flujo, tipo=tipo)
    return flujo.getvalue()


def _flujo(escrito: bytes, tipo: str) -> io.BytesIO:
    flujo = io.BytesIO(escrito)
    flujo.name = f"uno.{tipo}"
    return flujo


def _leer(escrito: bytes, tipo: str, de_que: Any = None) -> Callable[[], object]:
    return lambda: paac.leer(_flujo(escrito, tipo), plan=de_que, como=None)


def _verificar(escrito: bytes, tipo: str, contenido: Any, clave: str, corte: date) -> Any:
    def verificar() -> None:
        suyo = paac.verificar(
            _flujo(escrito, tipo), paac.reporte(contenido, FORMATOS[clave], corte=corte)
        )
        assert (suyo.veredicto, suyo.diferencias) == ("distinto", ())

    return verificar


def de_muchas_entidades(cuantas: int, carpeta: Path) -> Puertas:
    """Las cuentas de unos planes, y el lote que hace el reporte de cada uno."""
    planes = [plan(entidad={"nombre": f"Municipio {numero}"}) for numero in range(cuantas)]
    yield "cifras en filas", lambda: paac.cifras_en_filas(planes, corte=CORTE)
    archivos = [carpeta / f"m{numero}.json" for numero in range(cuantas)]
    for suyo, archivo in zip(planes, archivos, strict=True):
        paac.guardar_datos(suyo, archivo)
    encargos = [
        paac.modelo.Encargo(contenido=uno, formato=FORMATO, tipos=("csv",)) for uno in archivos
    ]
    yield "lote", lambda: list(paac.en_lote(encargos, tempfile.mkdtemp(dir=carpeta)))
    hecho = carpeta / "hecho"
    list(paac.en_lote(encargos, hecho))
    yield "otra vez el lote", lambda: list(paac.en_lote(encargos, hecho))


def de_muchas_oficinas(cuantas: int, _carpeta: Path) -> Puertas:
    """Un documento con una tabla, o una hoja, por oficina."""
    oficinas = [
        {"nombre": f"Oficina {numero}", "componentes": [componente()]} for numero in range(cuantas)
    ]
    suyo = plan(dependencias=oficinas)
    for tipo in ("docx", "xlsx"):
        escrito = paac.reporte(suyo, FORMATO).emitir(tipo).contenido
        yield tipo, _emitir(lambda: paac.reporte(suyo, FORMATO), tipo)
        yield f"leer {tipo}", _leer(escrito, tipo, suyo)


def de_filas_que_cambiaron(cuantas: int, _carpeta: Path) -> Puertas:
    """Documentos que vuelven cuando toda fila del plan ya dice otra cosa."""
    antes, ahora = (
        plan(componente(*(actividad(codigo=f"1.{n}", meta=f"{n}{mas}") for n in range(cuantas))))
        for mas in ("", " y más")
    )
    for tipo in ("docx", "xlsx"):
        escrito = paac.reporte(antes, FORMATO).emitir(tipo).contenido
        yield f"leer {tipo}", _leer(escrito, tipo, ahora)


def de_muchos_cortes(cuantos: int, _carpeta: Path) -> Puertas:
    """La hoja ``Datos`` con una actividad por corte, y con una que los trae todos.

    De la primera no se hace el informe, que dice cómo iba todo el plan en cada corte.
    """
    cortes = [CORTE + timedelta(days=numero) for numero in range(cuantos)]
    seguimientos = [{"corte": str(corte), "avance": 5, "texto": "Va."} for corte in cortes]
    de_uno = [actividad(codigo=f"1.{n}", seguimientos=[s]) for n, s in enumerate(seguimientos)]
    de_todos = [actividad(seguimientos=seguimientos)]
    for cuales, actividades, formato, tipo in (
        ("una por corte", de_uno, FORMATO, "xlsx"),
        ("una con todos", de_todos, FORMATO, "xlsx"),
        ("el informe de una con todos", de_todos, "informe-seguimiento", "html"),
    ):
        suyo = plan(componente(*actividades))
        reporte = functools.partial(paac.reporte, suyo, formato, corte=cortes[-1])
        yield cuales, _emitir(reporte, tipo)


def de_varias_tablas(cuantas: int, _carpeta: Path) -> Puertas:
    """Unas filas propias: con muchas en cada una de dos tablas, y con una en muchas tablas."""
    for cuales, tablas, filas in (("muchas filas", 2, cuantas), ("muchas tablas", cuantas, 1)):
        nombres = [f"t{numero}" for numero in range(tablas)]
        columnas: list[paac.modelo.ColumnaDeMatriz] = [
            {"dato": "of", "rotulo": "Oficina"},
            {"dato": "v", "rotulo": "Valor", "total": "suma"},
        ]
        una: paac.modelo.TablaDeMatriz = {
            "columnas": columnas,
            "subtotales": ["of"],
            "total": "Total",
        }
        formato = paac.formato_de_columnas("T", dict.fromkeys(nombres, una))
        suyas = [{"of": f"Oficina {numero}", "v": numero} for numero in range(filas)]
        dadas = dict.fromkeys(nombres, suyas)
        pedir = functools.partial(paac.reporte, paac.Entidad(nombre="M"), formato, filas=dadas)
        # openpyxl compara el nombre de cada hoja, y de su tabla, con los de todas las demás.
        en_libro = ("xlsx",) if tablas < cuantas else ()
        for tipo in ("docx", "html", *en_libro):
            yield f"{cuales}, {tipo}", _emitir(pedir, tipo)
        yield f"{cuales}, para publicar", _emitir(functools.partial(_publico, pedir), "html")


def _publico(reporte: Callable[[], paac.Reporte]) -> paac.Reporte:
    return reporte().publico()


def _emitir(reporte: Callable[[], paac.Reporte], tipo: str) -> Callable[[], object]:
    return lambda: reporte().emitir(tipo)


def crecen(
    puertas_de: Callable[[int, Path], Puertas], carpeta: Path, contar: Contador
) -> dict[str, Counter[str]]:
    """Por puerta, las funciones que con el doble llaman más que el doble, y cuánto de más."""
    sospechas = _sobran(puertas_de, carpeta, contar, UNOS)
    for tantos in (MUCHOS, MUCHISIMOS):
        ciertas = _sobran(puertas_de, carpeta, contar, tantos, sospechas) if sospechas else {}
        de_antes = {
            puerta: Counter({q: n for q, n in todas.items() if q in sospechas[puerta]})
            for puerta, todas in ciertas.items()
        }
        sospechas = {puerta: suyas for puerta, suyas in de_antes.items() if suyas}
    return sospechas


def _sobran(
    puertas_de: Callable[[int, Path], Puertas],
    carpeta: Path,
    contar: Contador,
    unos: int,
    cuales: Container[str] | None = None,
) -> dict[str, Counter[str]]:
    cuentas: list[dict[str, Counter[str]]] = []
    for cuantos in (unos, 2 * unos):
        suya = carpeta / str(cuantos)
        suya.mkdir()
        hechas: dict[str, Counter[str]] = {}
        for puerta, hacer in puertas_de(cuantos, suya):
            if cuales is not None and puerta not in cuales:
                continue
            hacer()  # lo que se recuerda entre uno y otro no es de ninguno
            hechas[puerta] = contar(hacer)
        cuentas.append(hechas)
    menos, mas = cuentas
    sobran = {
        puerta: Counter(
            {
                quien: veces - 2 * menos[puerta][quien]
                for quien, veces in suyas.items()
                if veces - 2 * menos[puerta][quien] > SOBRAN[unos] * unos
            }
        )
        for puerta, suyas in mas.items()
    }
    return {puerta: suyas for puerta, suyas in sobran.items() if suyas}


def _caso(clave: str, camino: Camino) -> Any:
    nombre = f"{clave}-{'.'.join(rama.nombre for rama in camino)}"
    return pytest.param(clave, camino, id=nombre)


@pytest.mark.una_de_cada("clave")
@pytest.mark.parametrize(("clave", "camino"), [_caso(*caso) for caso in CASOS])
def test_con_el_doble_se_hace_el_doble(clave: str, camino: Camino, tmp_path: Path) -> None:
    def de_tantos(cuantos: int, carpeta: Path) -> Puertas:
        return puertas(clave, crecido(clave, camino, cuantos), carpeta)

    assert hallados(de_tantos, tmp_path, contar) == {}


@pytest.mark.una_de_cada
@pytest.mark.parametrize(
    "de_tantos",
    [
        *(de_muchas_entidades, de_muchas_oficinas, de_filas_que_cambiaron, de_muchos_cortes),
        de_varias_tablas,
    ],
)
def test_tambien_con_el_doble_de_lo_demas(
    de_tantos: Callable[[int, Path], Puertas], tmp_path: Path
) -> None:
    assert hallados(de_tantos, tmp_path, contar_renglones) == {}


def hallados(
    de_tantos: Callable[[int, Path], Puertas], carpeta: Path, contar: Contador
) -> dict[str, Any]:
    """Las que crecen de más, con las cinco funciones que más."""
    crecidas = crecen(de_tantos, carpeta, contar)
    return {puerta: suyas.most_common(5) for puerta, suyas in crecidas.items()}


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_una_sola_tabla_ocupa_poco_mas_que_repartida_en_muchas(tipo: str) -> None:
    # De muchas, cada una se suelta al escribirla.
    de_una, de_muchas = (_pico(cuantas, tipo) for cuantas in (1, 100))

    assert de_una < 4 * de_muchas


def _pico(cuantas: int, tipo: str) -> int:
    """Lo que llega a ocupar el reporte de siete mil actividades, en tantas oficinas."""
    actividades = [
        actividad(codigo=f"1.{n}", descripcion=f"Publicar el informe {n} de gestión")
        for n in range(7_000 // cuantas)
    ]
    oficinas = [
        {"nombre": f"Oficina {n}", "componentes": [componente(*actividades)]}
        for n in range(cuantas)
    ]
    suyo = paac.reporte(plan(dependencias=oficinas), FORMATO)
    paac.reporte(plan(), FORMATO).emitir(tipo)  # lo que se importa no es de ninguno
    tracemalloc.start()
    try:
        with tempfile.TemporaryFile() as flujo:
            suyo.guardar(flujo, tipo=tipo)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
