"""Un valor es lo que dice, y no lo que su clase muestra: en toda puerta y en toda salida."""

import enum
import io
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import attrs
import pytest
from ayudas.de_todo import de_todo
from ayudas.disfraces import DISFRACES, OTRA_COSA, Disfraz, construir_disfrazado, disfrazar
from ayudas.planes import CORTE, FORMATO, actividad, componente, datos

import paac_reportes as paac
from paac_reportes.estructura.corrientes import corriente
from paac_reportes.formatos.lectura.catalogo import hallar_formato
from paac_reportes.modelo.temas import tema_de

MAPA = Path(__file__).parents[1] / "ejemplos" / "mapa_de_riesgos" / "mapa.yaml"
con_cada_disfraz = pytest.mark.parametrize("disfraz", DISFRACES, ids=lambda uno: uno.__name__)


def _contenidos() -> list[Any]:
    return [de_todo(hallar_formato(FORMATO)[0]).contenido, paac.leer(MAPA, como="mapa").sin_dudas()]


def _clases(objeto: Any) -> set[type]:
    """Las de todos los valores de un objeto del modelo."""
    if attrs.has(type(objeto)):
        suyos = (getattr(objeto, campo.name) for campo in attrs.fields(type(objeto)))
        return set().union(*map(_clases, suyos))
    if isinstance(objeto, tuple | list):
        return set().union(*map(_clases, objeto))
    if isinstance(objeto, dict | paac.modelo.Extras):
        return set().union(*map(_clases, objeto), *map(_clases, objeto.values()))
    return {type(objeto)}


@con_cada_disfraz
def test_los_constructores_guardan_el_valor_corriente(disfraz: Disfraz) -> None:
    for contenido in _contenidos():
        construido = construir_disfrazado(contenido, disfraz)
        assert construido == contenido
        assert _clases(construido) == _clases(contenido)


@con_cada_disfraz
def test_los_datos_se_leen_por_lo_que_dicen(disfraz: Disfraz) -> None:
    for contenido in _contenidos():
        como: Any = tema_de(contenido).clave
        leido = paac.desde_datos(disfrazar(paac.datos_de(contenido), disfraz), como=como).contenido
        assert leido == contenido
        assert _clases(leido) == _clases(contenido)


@con_cada_disfraz
def test_las_filas_se_leen_por_lo_que_dicen(disfraz: Disfraz) -> None:
    plan = paac.desde_datos(datos(componente(actividad(), actividad(codigo="1.10")))).contenido
    filas = [
        {clave: disfrazar(valor, disfraz) for clave, valor in fila.items()}
        for fila in paac.filas_de(plan)
    ]
    assert paac.desde_filas(filas).contenido == paac.desde_filas(paac.filas_de(plan)).contenido


_FILAS = [
    {
        "zona": "Norte <b>1</b>",
        "oficina": "OAP",
        "valor": 12,
        "parte": 0.5,
        "costo": Decimal("3.10"),
        "dia": date(2026, 4, 30),
        "lista": ["a", "b & c"],
    },
    {
        "zona": "Sur",
        "oficina": "Oficina de Planeación",
        "valor": 7,
        "parte": 0.25,
        "costo": Decimal(2),
        "dia": date(2026, 5, 1),
        "lista": [],
    },
]
_COLUMNAS = [
    {"dato": "zona", "rotulo": "Zona & lugar"},
    {"dato": "oficina", "rotulo": ["Quién", "Oficina"]},
    {"dato": "valor", "rotulo": "Valor", "total": "suma"},
    {"dato": "parte", "rotulo": "Parte"},
    {"dato": "costo", "rotulo": "Costo", "numero": {"moneda": "COP"}},
    {"dato": "dia", "rotulo": "Día", "fecha": "larga"},
    {"dato": "lista", "rotulo": "Lista"},
]


def _matriz(disfraz: Disfraz) -> paac.Reporte:
    formato = paac.formato_de_columnas(
        disfraz("Título <i>"),
        disfrazar(_COLUMNAS, disfraz),
        codigo=disfraz("M-1"),
        total=disfraz("Total"),
        notas=[disfraz("Una <b>nota</b>")],
        version=disfraz("3"),
    )
    entidad = paac.Entidad(nombre=disfraz("MUNICIPIO <u>"))
    filas = [{clave: disfrazar(valor, disfraz) for clave, valor in fila.items()} for fila in _FILAS]
    return paac.reporte(entidad, formato, filas=filas, corte=disfraz(CORTE))


@pytest.fixture(scope="module")
def corrientes() -> paac.Reporte:
    return _matriz(lambda valor: valor)


@pytest.fixture(scope="module")
def emitidos(corrientes: paac.Reporte) -> dict[str, bytes]:
    return {tipo: corrientes.emitir(tipo).contenido for tipo in corrientes.tipos}


@con_cada_disfraz
def test_una_matriz_propia_tiene_los_mismos_bytes_en_cada_salida(
    disfraz: Disfraz, corrientes: paac.Reporte, emitidos: dict[str, bytes]
) -> None:
    disfrazada = _matriz(disfraz)
    assert disfrazada.avisos == corrientes.avisos
    for tipo, emitido in emitidos.items():
        assert disfrazada.emitir(disfraz(tipo)).contenido == emitido, tipo
    pagina = disfrazada.emitir("html").contenido.decode()
    assert "Norte &lt;b&gt;1&lt;/b&gt;" in pagina
    assert OTRA_COSA not in pagina
    assert "<script>otra()" not in pagina


@con_cada_disfraz
def test_las_opciones_valen_por_lo_que_dicen(disfraz: Disfraz, tmp_path: Path) -> None:
    plan = paac.desde_datos(datos()).contenido
    pedido = paac.reporte(plan, disfraz(FORMATO), corte=disfraz(CORTE))
    assert pedido.emitir(disfraz("html")) == paac.reporte(plan, FORMATO, corte=CORTE).emitir("html")
    paac.reporte(plan, disfraz(FORMATO), corte=disfraz(CORTE)).guardar(
        disfraz(str(tmp_path / "a.html"))
    )
    assert [uno.name for uno in tmp_path.iterdir()] == ["a.html"]
    en_blanco = paac.en_blanco(plan.entidad, como=disfraz("plan"), vigencia=disfraz(2026))
    assert en_blanco == paac.en_blanco(plan.entidad, vigencia=2026)
    encargo = paac.modelo.Encargo(
        contenido=plan,
        formato=disfraz(FORMATO),
        tipos=(disfraz("html"),),
        corte=disfraz(CORTE),
        clave=disfraz("uno"),
        opciones=cast("Any", {disfraz("publico"): False}),
    )
    (hecho,) = paac.en_lote([encargo], disfraz(str(tmp_path / "lote")))
    assert (hecho.fallas, hecho.corte) == ((), CORTE)
    assert [archivo.name for archivo in (tmp_path / "lote").glob("*.html")] == ["uno.html"]


def test_un_enum_de_opciones_se_escribe_a_la_letra() -> None:
    class Oficina(enum.StrEnum):
        OAP = "OAP"

        @property
        def label(self) -> str:
            return "Oap"

    hecha = paac.modelo.Actividad(descripcion="Una", responsable=Oficina.OAP)
    assert type(hecha.responsable) is str
    assert hecha.responsable == "OAP"


def test_los_estados_del_modelo_se_siguen_escribiendo_con_su_nombre() -> None:
    formato = paac.formato_de_columnas("Estados", {"estado": "Estado"})
    entidad = paac.Entidad(nombre="MUNICIPIO")
    filas = [{"estado": paac.modelo.Estado.EN_PROCESO}]
    pagina = paac.reporte(entidad, formato, filas=filas).emitir("html").contenido.decode()
    assert "En proceso" in pagina


class Promise:
    """Hace las veces de la de Django: un texto que se traduce al usarse."""

    def __init__(self, texto: str) -> None:
        self._texto = texto

    def __str__(self) -> str:
        return self._texto


Promise.__module__ = "django.utils.functional"


def test_un_texto_perezoso_es_su_texto() -> None:
    assert paac.Entidad(nombre=Promise("Alcaldía")).nombre == "Alcaldía"


def test_lo_que_no_es_de_ninguna_clase_corriente_falla_y_dice_que_llego() -> None:
    class Cosa:
        def __repr__(self) -> str:
            return "Cosa(3)"

    with pytest.raises(paac.ErrorPaac, match=r"se esperaba un texto, llegó Cosa\(3\)"):
        paac.Entidad(nombre=Cosa())


@pytest.mark.parametrize("valor", [True, datetime(2026, 4, 30, 5, tzinfo=UTC)], ids=str)
def test_un_si_o_no_no_es_numero_ni_un_momento_es_un_dia(valor: Any) -> None:
    with pytest.raises(paac.ErrorPaac, match="corte: se esperaba una fecha"):
        paac.modelo.Seguimiento(corte=valor)
    with pytest.raises(paac.ErrorPaac):
        paac.modelo.Componente(numero=valor)


@pytest.mark.integracion
def test_toda_puerta_que_recibe_una_ruta_recibe_bytes_y_un_flujo(tmp_path: Path) -> None:
    plan = paac.desde_datos(datos()).contenido
    libro, word, crudo = tmp_path / "p.xlsx", tmp_path / "p.docx", tmp_path / "p.json"
    paac.guardar_datos(plan, libro)
    paac.guardar_datos(plan, crudo)
    paac.reporte(plan, FORMATO, corte=CORTE).guardar(word)
    for archivo in (libro, word, crudo):
        contenido = archivo.read_bytes()
        es_word = archivo == word
        esperado = paac.leer(archivo, como=None, por_rotulos=es_word)
        copias = contenido, bytearray(contenido), memoryview(contenido), io.BytesIO(contenido)
        de_cada_clase: tuple[Any, ...] = copias
        for origen in de_cada_clase:
            leida = paac.leer(origen, como=None, por_rotulos=es_word)
            assert (leida.contenido, leida.avisos) == (esperado.contenido, esperado.avisos)
    yaml = tmp_path / "p.yaml"
    paac.guardar_datos(plan, yaml)
    assert paac.leer(yaml.read_bytes(), como=None).contenido == plan
    assert paac.leer(crudo.read_bytes()).sin_dudas() == plan
    csv = paac.reporte(plan, FORMATO, corte=CORTE).emitir("csv").contenido
    assert paac.desde_filas(csv).contenido == paac.desde_filas(io.BytesIO(csv)).contenido
    assert (
        paac.verificar(word.read_bytes(), paac.reporte(plan, FORMATO, corte=CORTE)).veredicto
        == "identico"
    )
    assert paac.cifras_en_filas([crudo.read_bytes()]) == paac.cifras_en_filas([plan])
    cuerpo = paac.cuerpo_de(FORMATO)
    assert paac.formato_desde_word(io.BytesIO(cuerpo), base=FORMATO) == paac.formato_desde_word(
        cuerpo, base=FORMATO
    )
    (de_captura,) = paac.capturar(plan, CORTE, tmp_path / "libros").archivos
    reunion = paac.reunir([de_captura.read_bytes()], base=plan)
    assert reunion.contenido == paac.reunir([de_captura], base=plan).contenido


def test_corriente_deja_igual_lo_que_ya_lo_es_y_lo_ajeno() -> None:
    for valor in (
        None,
        True,
        3,
        "a",
        b"x",
        2.5,
        date(2026, 1, 1),
        Decimal(3),
        [1],
        {"a": 1},
        object,
    ):
        assert corriente(valor) is valor
