"""Un lote, de la lista a los archivos: nada se pierde, nada se hace dos veces.

Los archivos se llaman como su clave, y ninguno queda fuera de su carpeta; la lista de encargos la
escribe alguien, y la orden los hace.

Prueba ``cli/ordenes``.
"""

import json
import pickle
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, ClassVar

import attrs
import pytest
from ayudas.encargos import DeAUno, archivos, en_archivo, encargos, estado, nombres
from ayudas.formatos import minimo
from ayudas.planes import CORTE, FORMATO, datos, plan
from ayudas.terminales import ORDEN, en_una_terminal
from hypothesis import given
from hypothesis import strategies as st

import paac_reportes as paac
from paac_reportes import lotes
from paac_reportes.cli import main
from paac_reportes.lotes import leer_encargos, nombre_seguro
from paac_reportes.prueba.acta import hecho_de


@pytest.fixture
def destino(tmp_path: Path) -> Path:
    return tmp_path / "lote"


def hechos_de(dados: Any, destino: Path, **demas: Any) -> dict[str, paac.tipos.Hecho]:
    return {hecho.clave: hecho for hecho in paac.en_lote(dados, destino, **demas)}


# ------------------------------------------------------------------ lo que sale


def test_cada_encargo_deja_los_archivos_que_dejaria_su_reporte(
    tmp_path: Path, destino: Path
) -> None:
    dados = encargos(tmp_path, 2, tipos=("docx", "xlsx"), corte=CORTE)
    hechos = hechos_de(dados, destino)

    for encargo in dados:
        suyo = paac.reporte(paac.leer(encargo.contenido).sin_dudas(), FORMATO, corte=CORTE)
        clave = Path(str(encargo.contenido)).stem
        for tipo in ("docx", "xlsx"):
            escrito = (destino / f"{clave}.{tipo}").read_bytes()
            assert escrito == suyo.emitir(tipo).contenido
            assert hechos[clave].archivos[f"{clave}.{tipo}"].sha256 == sha256(escrito).hexdigest()
        assert {uno.codigo for uno in suyo.emitir("docx").avisos} <= hechos[clave].avisos.keys()
    assert {hecho.falla for hecho in hechos.values()} == {None}


def test_una_lectura_lleva_sus_avisos(tmp_path: Path, destino: Path) -> None:
    lectura = paac.leer(en_archivo(tmp_path, "m00", entidad={"nombre": "M", "nit": "1-1"}))
    (hecho,) = paac.en_lote(
        [paac.modelo.Encargo(lectura, FORMATO, tipos="csv", clave="a")], destino
    )

    assert hecho.falla is None
    assert hecho.avisos["nit"] == 1


def test_el_acta_de_lo_publico_no_repite_lo_que_no_se_publica(destino: Path) -> None:
    suyo = datos(entidad={"nombre": "M", "nit": "guaita@oculto.co", "correo": "guaita@oculto.co"})
    dado = paac.modelo.Encargo(
        json.dumps(suyo).encode(), FORMATO, clave="Tel. 3101234567", opciones={"publico": True}
    )
    (hecho,) = paac.en_lote([dado], destino)
    (otra_vez,) = paac.en_lote([dado], destino)

    assert (hecho.falla, hecho.clave, hecho.avisos["nit"]) == (None, "Tel. 3101234567", 1)
    assert (otra_vez, otra_vez.de_antes) == (hecho, True)
    acta = (destino / "tel-3101234567.acta.json").read_text("utf-8")
    assert "guaita" not in acta
    assert "310" not in json.loads(acta)["clave"]


def test_nada_empieza_hasta_que_se_recorre_y_cada_acta_va_despues_de_lo_suyo(
    tmp_path: Path, destino: Path
) -> None:
    oidos = []

    def oir(hecho: paac.tipos.Hecho) -> None:
        acta = hecho_de((destino / f"{hecho.clave}.acta.json").read_bytes())
        oidos.append((hecho.clave, acta == hecho, nombres(destino)))

    lotes = paac.en_lote(iter(encargos(tmp_path, 2)), destino, al_terminar=oir)
    assert not destino.exists()
    next(lotes)
    assert oidos == [("m00", True, ["m00.acta.json", "m00.csv"])]
    assert len([*lotes]) == 1


# ------------------------------------------------------------------ lo que sale mal


def test_siete_planes_rotos_se_dicen_y_los_demas_salen(tmp_path: Path, destino: Path) -> None:
    rotos = [tmp_path / f"roto{n}.json" for n in range(7)]
    for ruta in rotos:
        ruta.write_text('{"entidad": {"nombre": 3}, "vigencia": "dos mil"}', "utf-8")
    malos = [paac.modelo.Encargo(contenido=ruta, formato=FORMATO) for ruta in rotos]
    hechos = hechos_de([*malos, *encargos(tmp_path, 5)], destino)
    fallidos = {clave: hecho for clave, hecho in hechos.items() if hecho.falla}

    assert sorted(fallidos) == [ruta.stem for ruta in rotos]
    for hecho in fallidos.values():
        assert {falla.ruta for falla in hecho.fallas} >= {"entidad.nombre", "vigencia"}
        assert hecho.archivos == {}
    assert len(list(destino.glob("*.csv"))) == 5


@pytest.mark.parametrize(
    ("cambio", "codigo", "dicho"),
    [
        ({"formato": "paac-plann"}, "formato_desconocido", "¿quiso decir 'paac-plan'?"),
        ({"formato": 3}, "argumento_invalido", "se esperaba un código o un Formato"),
        ({"tipos": ("docx", "odt")}, "tipo_no_admitido", "no se sabe escribir 'odt'"),
        ({"tipos": 3}, "argumento_invalido", "se esperaba una lista de extensiones, llegó 3"),
        ({"contenido": "no-esta.json"}, "archivo_no_existe", "no existe el archivo"),
        ({"contenido": b"[", "clave": "otra"}, "archivo_danado", "JSON mal formado"),
        ({"contenido": 3, "clave": "otra"}, "argumento_invalido", "se esperaba un Plan o"),
        ({"corte": "2026-04-30"}, "argumento_invalido", "se esperaba una fecha"),
        ({"opciones": {"publicco": True}}, "dato_desconocido", "publico"),
        ({"opciones": {"corte": CORTE}}, "dato_desconocido", "clave desconocida"),
        ({"opciones": {"publico": "sí"}}, "argumento_invalido", "se esperaba True o False"),
        ({"opciones": 3}, "argumento_invalido", "opciones por su nombre"),
        ({"contenido": b"{}"}, "dato_faltante", "no hay de dónde tomarla"),
        ({"clave": 3}, "argumento_invalido", "se esperaba un texto, llegó 3"),
    ],
)
def test_un_encargo_malo_dice_que_tiene_y_no_detiene_al_otro(
    cambio: dict[str, Any], codigo: str, dicho: str, tmp_path: Path, destino: Path
) -> None:
    bueno, malo = encargos(tmp_path, 2)
    (con_falla, sano) = paac.en_lote([attrs.evolve(malo, **cambio), bueno], destino)

    assert con_falla.falla is not None
    assert con_falla.falla.codigo == codigo
    assert dicho in con_falla.falla.mensaje
    assert sano.falla is None
    assert nombres(destino) == ["m00.acta.json", "m00.csv"]


def test_un_defecto_en_uno_no_detiene_a_los_demas(
    tmp_path: Path, destino: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    de_verdad = paac.Reporte.guardar

    def con_defecto(self: paac.Reporte, *destinos: Any, **opciones: Any) -> Any:
        if Path(destinos[0]).stem == "m00":
            raise ZeroDivisionError("ay")
        return de_verdad(self, *destinos, **opciones)

    monkeypatch.setattr(paac.Reporte, "guardar", con_defecto)
    hechos = hechos_de(encargos(tmp_path, 2), destino)

    assert hechos["m00"].falla is not None
    assert hechos["m00"].falla.codigo == "defecto_interno"
    assert "ZeroDivisionError ('ay')" in hechos["m00"].falla.mensaje
    assert hechos["m01"].falla is None


def test_donde_no_se_puede_escribir_uno_los_demas_salen(tmp_path: Path, destino: Path) -> None:
    (destino / "m00.csv").mkdir(parents=True)
    hechos = hechos_de(encargos(tmp_path, 2), destino)

    assert hechos["m00"].falla is not None
    assert hechos["m00"].falla.codigo == "destino_ocupado"
    assert hechos["m00"].datos is not None  # se alcanzó a saber de qué era
    assert hechos["m01"].falla is None


@pytest.mark.parametrize(
    ("nombre", "codigo"),
    [("ocupado", "destino_ocupado"), ("ocupado/lote", "carpeta_no_existe"), ("a\0b", "ruta_inad")],
)
def test_en_una_carpeta_donde_no_se_puede_no_empieza(
    nombre: str, codigo: str, tmp_path: Path
) -> None:
    (tmp_path / "ocupado").write_text("")
    with pytest.raises(paac.ErrorDeEntorno) as error:
        next(paac.en_lote(encargos(tmp_path, 1), tmp_path / nombre))

    assert error.value.fallas[0].codigo.startswith(codigo)


def test_sin_encargos_se_dice(destino: Path) -> None:
    with pytest.raises(paac.ErrorDeEntrada, match="encargos: el lote no trae ningún encargo"):
        next(paac.en_lote([], destino))
    assert not destino.exists()


def test_lo_que_no_es_un_encargo_se_dice_con_su_lugar(tmp_path: Path, destino: Path) -> None:
    dados: Any = [*encargos(tmp_path, 1), "plan.json"]
    with pytest.raises(paac.ErrorDeEntrada, match=r"encargos\[1\]: se esperaba un Encargo"):
        next(paac.en_lote(dados, destino))


@pytest.mark.parametrize(
    ("claves", "dicho"),
    [
        ({"destino": 3}, "destino: se esperaba una carpeta, llegó 3"),
        ({"al_terminar": 3}, "al_terminar: se esperaba una función, llegó 3"),
        ({"ejecutor": 3}, "ejecutor: se esperaba None, un concurrent.futures.Executor"),
        ({"encargos": None}, "encargos: se esperaba una lista de encargos, llegó vacío"),
    ],
)
def test_un_argumento_que_no_es_se_dice(
    claves: dict[str, Any], dicho: str, tmp_path: Path, destino: Path
) -> None:
    dados = {"encargos": encargos(tmp_path, 1), "destino": destino, **claves}
    with pytest.raises(paac.ErrorDeEntrada, match=dicho):
        next(paac.en_lote(**dados))


# ------------------------------------------------------------------ otra vez


def test_la_segunda_vez_no_se_hace_nada(tmp_path: Path, destino: Path) -> None:
    dados = encargos(tmp_path, 3, tipos=("csv", "docx"))
    primera = [*paac.en_lote(dados, destino)]
    antes = estado(destino)
    segunda = [*paac.en_lote(dados, destino)]

    assert estado(destino) == antes
    assert segunda == primera  # con los mismos avisos
    assert [hecho.de_antes for hecho in (*primera, *segunda)] == [False] * 3 + [True] * 3


def test_solo_se_hace_de_nuevo_lo_que_falta_o_cambio(tmp_path: Path, destino: Path) -> None:
    dados = encargos(tmp_path, 6)
    primera = hechos_de(dados, destino)
    en_archivo(tmp_path, "m00", vigencia=2025)
    dados[1] = attrs.evolve(dados[1], formato="paac-plan")
    dados[2] = attrs.evolve(dados[2], opciones={"publico": True})
    (destino / "m03.csv").unlink()
    (destino / "m04.csv").write_bytes(b"otro")
    segunda = hechos_de(dados, destino)

    assert {clave: hecho.de_antes for clave, hecho in segunda.items()} == {
        **dict.fromkeys(["m00", "m01", "m02", "m03", "m04"], False),
        "m05": True,
    }
    for clave, cambia in (("m00", "datos"), ("m01", "forma"), ("m02", "opciones")):
        assert getattr(segunda[clave], cambia) != getattr(primera[clave], cambia)
    assert segunda["m03"] == primera["m03"]
    assert segunda["m04"] == primera["m04"]
    assert {hecho.de_antes for hecho in paac.en_lote(dados, destino)} == {True}


@pytest.mark.parametrize("cual", ["corte", "metodologia", "tipos", "filas"])
def test_cambiar_lo_que_se_pide_lo_hace_de_nuevo(cual: str, tmp_path: Path, destino: Path) -> None:
    base: dict[str, Any] = {
        "contenido": plan(),
        "clave": "a",
        "formato": "informe-seguimiento",
        "tipos": ("csv",),
    }
    cambio: dict[str, Any] = {
        "corte": {"corte": date(2026, 8, 31)},
        "metodologia": {
            "opciones": {"metodologia": paac.modelo.Metodologia(metodo="subcomponentes")}
        },
        "tipos": {"tipos": ("csv", "json")},
        "filas": {"filas": [{"a": 2}]},
    }
    if cual == "filas":
        de_filas = paac.formato_de_columnas("T", {"a": "A"})
        base |= {"formato": de_filas, "tipos": ("html",), "filas": [{"a": 1}]}
    for pedido in (base, base | cambio[cual]):
        (hecho,) = paac.en_lote([paac.modelo.Encargo(**pedido)], destino)
        assert (hecho.falla, hecho.de_antes) == (None, False)


def test_otra_version_de_lo_que_escribe_lo_hace_de_nuevo(
    tmp_path: Path, destino: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from paac_reportes.prueba import acta

    dados = [*encargos(tmp_path, 1), *encargos(tmp_path, 1, tipos=("xlsx",), clave="libro")]
    [*paac.en_lote(dados, destino)]
    monkeypatch.setattr(acta, "_version", lambda cual: f"{cual} 99")
    hechos = hechos_de(dados, destino)

    assert hechos["m00"].de_antes  # en un CSV no escribe nadie más
    assert not hechos["libro"].de_antes
    assert hechos["libro"].versiones["openpyxl"] == "openpyxl 99"


def test_otro_codigo_de_la_biblioteca_lo_hace_de_nuevo(
    tmp_path: Path, destino: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from paac_reportes.prueba import acta

    dados = encargos(tmp_path, 1)
    [*paac.en_lote(dados, destino)]
    assert [hecho.de_antes for hecho in paac.en_lote(dados, destino)] == [True]

    monkeypatch.setattr(acta, "huella_del_codigo", lambda: "f" * 64)
    (hecho,) = paac.en_lote(dados, destino)
    assert (hecho.de_antes, hecho.huella) == (False, "f" * 64)


def test_otro_formato_con_el_mismo_codigo_lo_hace_de_nuevo(tmp_path: Path, destino: Path) -> None:
    dado = attrs.evolve(
        encargos(tmp_path, 1)[0], formato="F-1", opciones={"plantillas": tmp_path / "formatos"}
    )
    for titulo, de_antes in (("Uno", False), ("Uno", True), ("Dos", False)):
        minimo(tmp_path / "formatos" / "f", "F-1", f'archivo = "{titulo.lower()}"')
        (hecho,) = paac.en_lote([dado], destino)
        assert (hecho.falla, hecho.de_antes) == (None, de_antes)


@pytest.mark.parametrize("danada", [b"", b"{", b'{"version": 9}'])
def test_lo_de_un_acta_que_falta_o_no_se_entiende_se_hace_de_nuevo(
    danada: bytes, tmp_path: Path, destino: Path
) -> None:
    dados = encargos(tmp_path, 1)
    (primero,) = paac.en_lote(dados, destino)
    (destino / "m00.acta.json").write_bytes(danada)
    (otro,) = paac.en_lote(dados, destino)

    assert (otro, otro.de_antes) == (primero, False)
    (destino / "m00.acta.json").unlink()
    assert [hecho.de_antes for hecho in paac.en_lote(dados, destino)] == [False]
    assert [hecho.de_antes for hecho in paac.en_lote(dados, destino)] == [True]


def test_lo_que_fallo_se_intenta_otra_vez(tmp_path: Path, destino: Path) -> None:
    dado = paac.modelo.Encargo(contenido=tmp_path / "m00.json", formato=FORMATO)
    (mal,) = paac.en_lote([dado], destino)
    en_archivo(tmp_path, "m00")
    (bien,) = paac.en_lote([dado], destino)

    assert mal.falla is not None
    assert bien.falla is None


# ------------------------------------------------------------------ en un ejecutor


@pytest.mark.integracion
def test_en_hilos_sale_lo_mismo_que_en_serie(tmp_path: Path, destino: Path) -> None:
    dados = [
        *encargos(tmp_path, 9, tipos=("csv", "docx")),
        paac.modelo.Encargo(contenido="no-esta", formato="x"),
    ]
    en_serie = [*paac.en_lote(dados, destino)]
    with ThreadPoolExecutor(3) as hilos:
        en_hilos = [*paac.en_lote(dados, tmp_path / "hilos", ejecutor=hilos)]
        assert hilos.submit(int).result() == 0  # sigue siendo de quien lo dio

    assert archivos(en_hilos) == archivos(en_serie)
    assert sum(hecho.falla is not None for hecho in en_hilos) == 1


def test_un_ejecutor_que_se_rompe_lo_dice_y_se_sigue_con_otro(
    tmp_path: Path, destino: Path
) -> None:
    dados, salieron = encargos(tmp_path, 9), list[paac.tipos.Hecho]()
    with pytest.raises(paac.ErrorDeEntorno) as error:
        salieron.extend(paac.en_lote(dados, destino, ejecutor=DeAUno(4)))
    (falla,) = error.value.fallas

    assert falla.codigo == "ejecutor_roto"
    assert re.search(r"\(murió un proceso\): salieron \d de 9 encargos", falla.mensaje)
    con_otro = [*paac.en_lote(dados, destino, ejecutor=DeAUno())]
    assert sum(hecho.de_antes for hecho in con_otro) == 4
    assert archivos(con_otro) == archivos([*paac.en_lote(dados, tmp_path / "serie")])


def test_un_ejecutor_cerrado_no_hace_ninguno_y_lo_dice(tmp_path: Path, destino: Path) -> None:
    hilos = ThreadPoolExecutor(1)
    hilos.shutdown()
    with pytest.raises(paac.ErrorDeEntorno, match="salieron 0 de 2 encargos"):
        next(paac.en_lote(encargos(tmp_path, 2), destino, ejecutor=hilos))
    assert not destino.exists()


def test_lo_que_el_ejecutor_no_devuelve_es_la_falla_de_ese_encargo(
    tmp_path: Path, destino: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    de_verdad = lotes.hacer

    def no_vuelve(pendiente: Any) -> paac.tipos.Hecho:
        if pendiente.clave == "m01":
            raise EOFError("se cortó")
        return de_verdad(pendiente)

    monkeypatch.setattr(lotes, "hacer", no_vuelve)
    hechos = hechos_de(encargos(tmp_path, 3), destino, ejecutor=DeAUno())

    assert {clave for clave, hecho in hechos.items() if hecho.falla} == {"m01"}
    assert hechos["m01"].falla is not None
    assert hechos["m01"].falla.codigo == "encargo_perdido"
    assert "EOFError ('se cortó')" in hechos["m01"].falla.mensaje


def test_al_dejar_de_recorrerlo_lo_que_no_ha_empezado_se_retira(
    tmp_path: Path, destino: Path
) -> None:
    with ThreadPoolExecutor(1) as uno:
        en_curso = paac.en_lote(encargos(tmp_path, 40), destino, ejecutor=uno)
        next(en_curso)
        en_curso.close()  # type: ignore[attr-defined]
    hechos = [*paac.en_lote(encargos(tmp_path, 40), destino)]

    assert 1 <= sum(hecho.de_antes for hecho in hechos) < 40
    assert {hecho.falla for hecho in hechos} == {None}


def test_lo_que_va_y_vuelve_es_pequeno(tmp_path: Path, destino: Path) -> None:
    class DeCorreo(DeAUno):
        """Cuenta lo que va y lo que vuelve."""

        pesos: ClassVar[list[int]] = []

        def submit(self, obra: Any, /, *argumentos: Any, **claves: Any) -> Any:
            ida = pickle.dumps((obra, argumentos, claves))
            que, con, demas = pickle.loads(ida)  # noqa: S301 - es lo nuestro
            vuelta = super().submit(que, *con, **demas)
            self.pesos.extend([len(ida), len(pickle.dumps(vuelta.result()))])
            return vuelta

    dados = encargos(tmp_path, 2, tipos=("csv", "docx"))
    hechos = [*paac.en_lote(dados, destino, ejecutor=DeCorreo())]

    assert {hecho.falla for hecho in hechos} == {None}
    assert max(DeCorreo.pesos) < 4_000


@pytest.mark.parametrize(
    ("clave", "nombre"),
    [
        ("cartago_2020", "cartago_2020"),
        ("Cartago-2020", "Cartago-2020"),
        ("76147.v2", "76147-v2"),
        ("Bogotá, D.C.", "bogota-d-c"),
        ("../../x", "x"),
        ("/etc/passwd", "etc-passwd"),
        ("C:\\x", "c-x"),
        ("-rf", "rf"),
        ("CON", "_CON"),
        ("nul.", "_nul"),
        ("COM1", "_COM1"),
        ("comedor", "comedor"),
        ("a\0b\nc", "a-b-c"),
        ("plan.tablas", "plan-tablas"),
        ("plan.acta", "plan-acta"),
        ("..", "clave-5ec1f7e7"),
        ("北京", "clave-68c77e15"),
    ],
)
def test_la_clave_queda_como_un_nombre_que_todo_sistema_admite(clave: str, nombre: str) -> None:
    assert nombre_seguro(clave) == nombre


def test_una_de_trescientas_letras_se_corta_y_no_se_confunde_con_otra() -> None:
    una, otra = (nombre_seguro("municipio " * 30 + fin) for fin in ("a", "b"))

    assert una != otra
    assert max(len(una), len(otra)) <= 100


@given(st.text(min_size=1, max_size=400))
def test_cualquier_clave_es_un_solo_nombre_corto_y_ascii(clave: str) -> None:
    nombre = nombre_seguro(clave)

    assert nombre.isascii()
    assert 0 < len(nombre) <= 101
    assert not set(nombre) & set('/\\:*?"<>|\0 ')
    assert nombre.strip(".-") == nombre
    assert Path("lote", f"{nombre}.docx").resolve().parent == Path("lote").resolve()


@pytest.mark.integracion
def test_lo_que_una_entidad_se_llame_no_saca_archivos_de_la_carpeta(tmp_path: Path) -> None:
    claves = ["../../x", "/etc/y", "C:\\z", "CON", "n" * 300, "Bogotá", "a/../../b"]
    dados = [
        paac.modelo.Encargo(
            contenido=plan(entidad={"nombre": clave}), formato=FORMATO, tipos=("csv",), clave=clave
        )
        for clave in claves
    ]
    destino = tmp_path / "a" / "b" / "lote"
    hechos = [*paac.en_lote(dados, destino)]

    assert [hecho.falla for hecho in hechos] == [None] * len(claves)
    assert [hecho.clave for hecho in hechos] == claves
    assert {nombre for hecho in hechos for nombre in hecho.archivos} == {
        uno for uno in nombres(destino) if not uno.endswith(".acta.json")
    }
    assert [ruta.name for ruta in tmp_path.rglob("*") if ruta.is_file()].count("x.csv") == 1
    assert [*tmp_path.iterdir()] == [tmp_path / "a"]


@pytest.mark.parametrize(("una", "otra"), [("x", "x"), ("x", "../x"), ("Cali", "CALI")])
def test_dos_claves_que_dan_el_mismo_nombre_son_iguales(
    una: str, otra: str, tmp_path: Path
) -> None:
    dados = [
        paac.modelo.Encargo(contenido=plan(), formato=FORMATO, tipos=("csv",), clave=clave)
        for clave in (una, "distinta", otra)
    ]
    hechos = [*paac.en_lote(dados, tmp_path)]

    assert [hecho.falla and hecho.falla.codigo for hecho in hechos] == [
        "dato_repetido",
        None,
        "dato_repetido",
    ]
    assert "clave: otro encargo dejaría los mismos archivos" in str(hechos[0].falla)
    assert nombres(tmp_path) == ["distinta.acta.json", "distinta.csv"]


def test_ninguno_escribe_sobre_un_archivo_que_el_lote_lee(tmp_path: Path) -> None:
    uno, otro = encargos(tmp_path, 2)
    de_uno = (tmp_path / "m00.json").read_bytes()
    dados = [
        attrs.evolve(uno, tipos=("json",)),  # sobre el suyo
        attrs.evolve(otro, tipos=("csv", "json"), clave="m00."),  # igual a la del primero
        attrs.evolve(otro, tipos=("csv", "json")),
        attrs.evolve(otro, tipos=("json",), clave="libre"),
    ]
    (tmp_path / "enlace").symlink_to(tmp_path)
    hechos = [*paac.en_lote(dados, tmp_path / "enlace")]

    assert [[falla.codigo for falla in hecho.fallas] for hecho in hechos] == [
        ["dato_repetido", "destino_ocupado"],
        ["dato_repetido", "destino_ocupado"],
        ["destino_ocupado"],
        [],
    ]
    assert (tmp_path / "m00.json").read_bytes() == de_uno
    assert nombres(tmp_path) == ["enlace", "libre.acta.json", "libre.json", "m00.json", "m01.json"]


@pytest.mark.parametrize("clave", [None, "", "  "])
def test_sin_clave_es_la_del_plan_y_sin_ruta_se_dice(clave: str | None, tmp_path: Path) -> None:
    (hecho,) = paac.en_lote(
        [paac.modelo.Encargo(contenido=plan(), formato=FORMATO, clave=clave)], tmp_path
    )

    assert hecho.clave == "encargos[0]"
    assert hecho.falla is not None
    assert hecho.falla.codigo == "dato_faltante"


def lista(carpeta: Path, texto: str, nombre: str = "encargos.csv") -> Path:
    ruta = carpeta / nombre
    ruta.write_text(texto, "utf-8")
    return ruta


def correr(*argumentos: object) -> int:
    return main(["generar", *map(str, argumentos)])


# ------------------------------------------------------------------ leerla


def test_un_csv_dice_cada_columna_con_su_tipo(tmp_path: Path) -> None:
    csv = (
        "plan;formato;corte;tipos;clave;publico;anterior\n"
        f'planes/a.json;{FORMATO};30/04/2026;"docx; xlsx";uno;sí;antes.json\n'
        f"planes/b.json;{FORMATO};;;;no;\n"
    )
    (uno, _), (otro, si_no) = leer_encargos(str(lista(tmp_path, csv)))

    assert uno == paac.modelo.Encargo(
        str(tmp_path / "planes/a.json"),
        FORMATO,
        corte=date(2026, 4, 30),
        tipos=("docx", "xlsx"),
        clave="uno",
        opciones={"publico": True, "anterior": str(tmp_path / "antes.json")},
    )
    assert otro == paac.modelo.Encargo(
        str(tmp_path / "planes/b.json"), FORMATO, opciones={"publico": False}
    )
    assert si_no == "b"


@pytest.mark.parametrize(
    ("fila", "dicho"),
    [
        (
            "a.json;{F};2026-02-31;csv;mala;",
            "mala: corte: se esperaba una fecha AAAA-MM-DD o dd/mm/aaaa, llegó '2026-02-31'",
        ),
        ("a.json;{F};;csv;mala;quizá", "mala: publico: se esperaba sí o no, llegó 'quizá'"),
        ("a.json;;;csv;mala;", "mala: no existe el formato ''"),
        (";{F};;csv;;", "línea 4: contenido: se esperaba un Plan"),
        ("a.json;{F};;csv;buena;", "buena: clave: otro encargo dejaría los mismos archivos"),
    ],
)
def test_una_fila_mal_llenada_lo_dice_y_las_demas_salen(
    fila: str, dicho: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    en_archivo(tmp_path, "a")
    filas = ["a.json;{F};;csv;buena;", "a.json;{F};;csv;otra;", fila]
    ruta = lista(
        tmp_path,
        "\n".join(["plan;formato;corte;tipos;clave;publico", *filas]).replace("{F}", FORMATO),
    )

    assert correr(ruta, "--salida", tmp_path / "s") == 4
    assert dicho in capsys.readouterr().err
    assert {"otra.acta.json", "otra.csv"} <= {*nombres(tmp_path / "s")}


@pytest.mark.parametrize(
    ("texto", "dicho"),
    [
        ("plan,formatto\na,b\n", "formatto: clave desconocida; la más parecida es 'formato'"),
        ("plan,formato\n", "encargos: el lote no trae ningún encargo"),
        ("", "está vacío; se esperaba un renglón de rótulos"),
    ],
)
def test_una_lista_que_no_se_lee_se_dice_y_no_deja_nada(
    texto: str, dicho: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert correr(lista(tmp_path, texto), "--salida", tmp_path / "s") == 1
    assert dicho in capsys.readouterr().err
    assert not (tmp_path / "s").exists()


# ------------------------------------------------------------------ la orden


def test_la_orden_cuenta_lo_que_hizo_y_lo_que_ya_estaba(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for nombre in ("a", "b"):
        en_archivo(tmp_path / "planes", nombre)
    ruta = lista(
        tmp_path, f"plan;formato;tipos\nplanes/a.json;{FORMATO};csv\nplanes/b.json;{FORMATO};csv\n"
    )
    salida = tmp_path / "s"

    assert correr(ruta, "--salida", tmp_path / "s") == 0
    assert capsys.readouterr().out == f"2 de 2 encargos; {salida}\n"
    (tmp_path / "s" / "a.csv").unlink()
    assert correr(ruta, "--salida", tmp_path / "s", "--silencio") == 0
    assert capsys.readouterr() == (f"2 de 2 encargos (1 ya estaba); {salida}\n", "")


def test_sin_clave_cada_uno_se_llama_como_su_reporte_propone(tmp_path: Path) -> None:
    en_archivo(tmp_path, "a")
    filas = f"a.json;{FORMATO};csv;\na.json;{FORMATO};json;sí\na.json;paac-plan;csv;\n"
    ruta = lista(tmp_path, f"plan;formato;tipos;publico\n{filas}")
    plan = paac.leer(tmp_path / "a.json").sin_dudas()

    assert correr(ruta, "--salida", tmp_path / "s") == 0
    assert {*nombres(tmp_path / "s")} > {
        paac.reporte(plan, FORMATO).nombre("csv"),
        paac.reporte(plan, FORMATO).publico().nombre("json"),
        paac.reporte(plan, "paac-plan").nombre("csv"),
    }


def siete_y_uno_que_falla(carpeta: Path) -> list[str]:
    filas = [f"{en_archivo(carpeta, f'm{n}').name};{FORMATO};csv" for n in range(7)]
    ruta = lista(carpeta, "\n".join(["plan;formato;tipos", *filas, f"no-esta.json;{FORMATO};csv"]))
    return ["generar", str(ruta), "--salida", str(carpeta / "s")]


@pytest.mark.integracion
def test_en_una_terminal_las_fallas_van_enteras_y_la_cuenta_al_final(tmp_path: Path) -> None:
    visto, codigo = en_una_terminal([*ORDEN, *siete_y_uno_que_falla(tmp_path)])
    falla = f"no-esta: {tmp_path / 'no-esta.json'}: no existe el archivo\r\n"

    assert codigo == 4
    assert falla in visto
    assert visto.endswith(f"7 de 8 encargos; 1 con fallas; {tmp_path / 's'}\r\n")


def test_los_avisos_se_cuentan_por_codigo_y_estan_en_las_actas(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    en_archivo(tmp_path, "a")
    ruta = lista(
        tmp_path, f"plan;formato;tipos;clave\na.json;{FORMATO};docx;x\na.json;{FORMATO};docx;y\n"
    )
    correr(ruta, "--salida", tmp_path / "s")
    dicho = capsys.readouterr().err

    actas = f"{tmp_path / 's'}/*.acta.json"
    assert f"aviso: formato_de_otra_entidad (encargos: 2); vea {actas}\n" in dicho
    assert "formato_de_otra_entidad" in (tmp_path / "s" / "x.acta.json").read_text("utf-8")


@pytest.mark.parametrize(
    ("planes", "codigo"), [(["a", "b"], 0), (["a", "no"], 4), (["no", "tampoco"], 1)]
)
def test_el_codigo_dice_si_salieron_todos_algunos_o_ninguno(
    planes: list[str], codigo: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for nombre in ("a", "b"):
        en_archivo(tmp_path, nombre)
    filas = "".join(f"{nombre}.json;{FORMATO};csv\n" for nombre in planes)

    ruta = lista(tmp_path, f"plan;formato;tipos\n{filas}")
    assert correr(ruta, "--salida", tmp_path / "s") == codigo
    salieron = sum(nombre in {"a", "b"} for nombre in planes)
    assert capsys.readouterr().out.startswith(f"{salieron} de 2 encargos")


def test_si_lo_que_falta_es_de_la_maquina_el_codigo_lo_dice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from paac_reportes.escritores.pdf import motor

    monkeypatch.setattr(motor, "hallar_modulo", lambda _: None)
    en_archivo(tmp_path, "a")
    ruta = lista(tmp_path, f"plan;formato;tipos\na.json;{FORMATO};pdf\n")

    assert correr(ruta, "--salida", tmp_path / "s") == 3
    assert ": para escribir PDF hace falta Typst" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("argumentos", "dicho"),
    [
        (["e.csv"], "--salida: son varios archivos; se esperaba una carpeta"),
        (["e.csv", "--salida", "-"], "se esperaba una carpeta, llegó '-'"),
        (["e.csv", "e.csv"], "--salida: son varios archivos; se esperaba una carpeta"),
    ],
)
def test_una_orden_mal_escrita_se_dice(
    argumentos: list[str], dicho: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        correr(*argumentos)
    assert dicho in capsys.readouterr().err


def test_interrumpida_dice_donde_quedo_y_la_otra_vez_sigue(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(4):
        en_archivo(tmp_path, f"m{n}")
    filas = "".join(f"m{n}.json;{FORMATO};csv\n" for n in range(4))
    ruta = lista(tmp_path, f"plan;formato;tipos\n{filas}")
    de_verdad = paac.Reporte.guardar

    def cortar(self: paac.Reporte, *destinos: Any, **opciones: Any) -> Any:
        if Path(destinos[0]).stem == "m2":
            raise KeyboardInterrupt
        return de_verdad(self, *destinos, **opciones)

    with monkeypatch.context() as cambio:
        cambio.setattr(paac.Reporte, "guardar", cortar)
        assert correr(ruta, "--salida", tmp_path / "s") == 130
    assert nombres(tmp_path / "s") == ["m0.acta.json", "m0.csv", "m1.acta.json", "m1.csv"]
    capsys.readouterr()

    assert correr(ruta, "--salida", tmp_path / "s") == 0
    assert capsys.readouterr().out == f"4 de 4 encargos (2 ya estaban); {tmp_path / 's'}\n"
