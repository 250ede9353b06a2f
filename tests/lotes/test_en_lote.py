"""Un lote, de la lista a los archivos: nada se pierde, nada se hace dos veces."""

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

import paac_reportes as paac
from paac_reportes import lotes
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
        ({"encargos": 3}, "encargos: no se dejaron recorrer"),
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
