"""Un documento nuestro que vuelve, leído con el plan de que salió.

Prueba ``api/vuelta``, ``formatos/definicion/esquema``, ``vuelta/cambios``, ``vuelta/datos``,
``vuelta/filas``, ``vuelta/inversa`` y ``vuelta/lectura``.
"""

import io
import zipfile
from pathlib import Path
from typing import Any

import attrs
import openpyxl
import pytest
from ayudas.editados import PLAN
from ayudas.manos import Manos
from ayudas.planes import CORTE, FORMATO, actividad, componente, plan

import paac_reportes as paac
from paac_reportes.cli import main
from paac_reportes.opc import lectura as vista

EJEMPLO = Path(__file__).parents[2] / "ejemplos/ptep/plan.yaml"
ACTIVIDADES = "dependencias[0].componentes[0].subcomponentes"


def emitido(tipo: str = "docx", formato: str = FORMATO, **opciones: Any) -> bytes:
    return paac.reporte(PLAN, formato, corte=CORTE, **opciones).emitir(tipo).contenido


def leido(contenido: bytes, **opciones: Any) -> Any:
    return paac.leer(io.BytesIO(contenido), como=None, plan=PLAN, **opciones)


def zona(manos: Manos, tipo: str) -> Any:
    return manos.zona("tabla 1" if tipo == "docx" else "SECRETARÍA DE PLANEACIÓN")


def de_la_primera(plan: paac.Plan, subcomponente: int = 0) -> Any:
    return plan.dependencias[0].componentes[0].subcomponentes[subcomponente].actividades[0]


def con_otro_texto(tipo: str, antes: str, ahora: str) -> bytes:
    """El documento con otro texto en la primera celda que decía ``antes``."""
    manos = Manos(emitido(tipo))
    tabla = zona(manos, tipo)
    fila, columna = next(
        (f, c) for f in range(1, tabla.filas + 1) for c in range(1, 8) if tabla.texto(f, c) == antes
    )
    tabla.escribir(fila, columna, ahora)
    return manos.guardado()


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
@pytest.mark.parametrize(
    "formato", [FORMATO, "ptep-seguimiento", "paac-seguimiento", "seguimiento-mapa"]
)
def test_intacto_es_el_plan_y_no_dice_nada(
    tipo: str, formato: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    salio = emitido(tipo, formato)
    lectura = leido(con_sus_partes(salio, "[Content_Types].xml", b"\n"))
    assert (lectura.contenido, lectura.cambios, lectura.avisos) == (PLAN, (), ())

    def no_se_mira(*_args: object, **_opciones: object) -> None:
        pytest.fail("volvió como salió, y se miró")

    monkeypatch.setattr(vista, "ver_bytes", no_se_mira)
    for intacto in (salio, con_sus_partes(salio)):
        lectura = leido(intacto)
        assert (lectura.contenido, lectura.cambios, lectura.avisos) == (PLAN, (), ())
        assert (lectura.formato, lectura.corte) == (formato, CORTE)


def con_sus_partes(contenido: bytes, cambiada: str = "", final: bytes = b"") -> bytes:
    """El documento comprimido de otro modo, con algo más al final de una de sus partes."""
    salida = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(contenido)) as uno, zipfile.ZipFile(salida, "w") as otro:
        for nombre in uno.namelist():
            otro.writestr(nombre, uno.read(nombre) + (final if nombre == cambiada else b""))
    return salida.getvalue()


@pytest.mark.parametrize("parte", ["xl/sharedStrings.xml", "docProps/custom.xml"])
def test_el_que_no_se_deja_leer_se_dice_aunque_se_sepa_de_que_es(parte: str) -> None:
    with pytest.raises(paac.ErrorDeEntrada) as error:
        leido(con_sus_partes(emitido("xlsx"), parte, b"<roto>"))
    assert error.value.fallas[0].codigo == (
        "archivo_danado" if parte.startswith("xl") else "argumento_invalido"
    )


def test_el_numero_de_pagina_que_puso_otro_programa_no_es_un_cambio() -> None:
    salida = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(emitido())) as word, zipfile.ZipFile(salida, "w") as otro:
        for nombre in word.namelist():
            antes = word.read(nombre)
            ahora = antes.replace(
                b"<w:t>1</w:t></w:r><w:r><w:fld", b"<w:t>46</w:t></w:r><w:r><w:fld"
            )
            assert nombre != "word/header1.xml" or ahora != antes
            otro.writestr(nombre, ahora)

    lectura = leido(salida.getvalue())
    assert (lectura.contenido, lectura.cambios) == (PLAN, ())


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_la_celda_corregida_queda_en_el_plan_y_nada_mas_cambia(tipo: str) -> None:
    lectura = leido(con_otro_texto(tipo, "Meta 2.1", "Dos metas"))
    actividad = de_la_primera(lectura.contenido, 1)
    assert actividad.meta == "Dos metas"
    assert attrs.evolve(actividad, meta="Meta 2.1") == de_la_primera(PLAN, 1)
    (cambio,) = lectura.cambios
    assert (cambio.ruta, cambio.dato, cambio.antes, cambio.ahora, cambio.aplicado) == (
        f"{ACTIVIDADES}[1].actividades[0].meta",
        "actividad.meta",
        "Meta 2.1",
        "Dos metas",
        True,
    )


RANGO = {"fecha_inicio": "1/02", "fecha_fin": "30/11"}
DE_INICIO_A_FIN = plan(
    componente(
        actividad(codigo="0", fecha_programada=None, **RANGO),
        actividad(codigo="1", fecha_programada="15/12/2026", **RANGO),
        actividad(codigo="2", fecha_programada=None, fecha_fin="30/11/2026"),
        actividad(codigo="3", fecha_programada="-"),
    )
)


def con_otra_fecha(tipo: str, codigo: str, ahora: str) -> tuple[Any, list[tuple[Any, ...]]]:
    """Lo leído del documento con otra fecha en una celda, y las fechas que quedaron en el plan."""
    manos = Manos(paac.reporte(DE_INICIO_A_FIN, FORMATO, corte=CORTE).emitir(tipo).contenido)
    tabla = zona(manos, tipo)
    fila = next(f for f in range(1, tabla.filas + 1) if tabla.texto(f, 2) == codigo)
    tabla.escribir(fila, 6, ahora)
    lectura: Any = paac.leer(io.BytesIO(manos.guardado()), como=None, plan=DE_INICIO_A_FIN)
    actividades = lectura.contenido.dependencias[0].componentes[0].subcomponentes[0].actividades
    return lectura, [(a.fecha_programada, a.fecha_inicio, a.fecha_fin) for a in actividades]


@pytest.mark.parametrize(
    ("tipo", "codigo", "antes", "ahora", "fechas"),
    [
        ("docx", "0", "1/02 a 30/11", "1/02 a 15/12", (None, "1/02", "15/12")),
        ("xlsx", "0", "1/02 a 30/11", "1/03 a 15/12", (None, "1/03", "15/12")),
        ("docx", "0", "1/02 a 30/11", "", (None, None, None)),
        *(
            (t, "1", "15/12/2026 (1/02 a 30/11)", "2/1 (3/2 a 4/5)", ("2/1", "3/2", "4/5"))
            for t in ("docx", "xlsx")
        ),
        ("xlsx", "2", "30/11/2026", "15/12/2026", (None, None, "15/12/2026")),
        ("docx", "3", "-", "1/05 a 1/06", ("1/05 a 1/06", None, None)),
    ],
)
def test_la_fecha_corregida_de_una_celda_con_un_rango_queda_en_su_dato(
    tipo: str, codigo: str, antes: str, ahora: str, fechas: tuple[str | None, ...]
) -> None:
    lectura, quedaron = con_otra_fecha(tipo, codigo, ahora)

    assert quedaron[int(codigo)] == fechas
    assert {(c.antes, c.ahora, c.aplicado) for c in lectura.cambios} == {(antes, ahora, True)}


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_el_rango_intacto_vuelve_y_el_que_ya_no_lo_es_se_dice(tipo: str) -> None:
    salio = paac.reporte(DE_INICIO_A_FIN, FORMATO, corte=CORTE).emitir(tipo).contenido
    assert paac.leer(io.BytesIO(salio), como=None, plan=DE_INICIO_A_FIN).cambios == ()

    lectura, quedaron = con_otra_fecha(tipo, "0", "15 de diciembre")
    (cambio,) = lectura.cambios
    assert quedaron[0] == (None, "1/02", "30/11")
    assert (cambio.antes, cambio.ahora) == ("1/02 a 30/11", "15 de diciembre")
    assert not cambio.aplicado


def test_de_un_titulo_que_dice_dos_datos_cambian_los_dos() -> None:
    antes = "Componente 1: Gestión del riesgo"
    lectura = leido(con_otro_texto("docx", antes, "Componente 4: Gestión integral"))
    (componente, *_) = lectura.contenido.dependencias[0].componentes
    assert (componente.numero, componente.nombre) == (4, "Gestión integral")


def test_la_celda_de_varias_filas_cambia_lo_que_ellas_comparten() -> None:
    lectura = leido(con_otro_texto("docx", "Mapa", "Mapa de riesgos"))
    nombres = [s.nombre for s in lectura.contenido.dependencias[0].componentes[0].subcomponentes]
    assert nombres == ["Política", "Mapa de riesgos"]


def test_un_rotulo_cambiado_se_dice_con_su_lugar_y_no_se_aplica() -> None:
    lectura = leido(con_otro_texto("docx", "Meta o Producto", "Producto"))
    assert lectura.contenido == PLAN
    (aviso,) = lectura.avisos
    assert aviso.codigo == "documento_cambiado"
    assert "tabla 1, fila" in aviso.ruta


def sin_la_fila(codigo: str) -> bytes:
    manos = Manos(emitido())
    tabla = zona(manos, "docx")
    fila = next(f for f in range(1, tabla.filas + 1) if tabla.texto(f, 2) == codigo)
    tabla.con_filas([f for f in range(1, tabla.filas + 1) if f != fila])
    return manos.guardado()


def codigos(plan: paac.Plan) -> list[str | None]:
    return [
        actividad.codigo
        for subcomponente in plan.dependencias[0].componentes[0].subcomponentes
        for actividad in subcomponente.actividades
    ]


def test_la_orden_dice_cuantos_cambios_aplico(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paac.guardar_datos(PLAN, tmp_path / "plan.json")
    (tmp_path / "vuelve.docx").write_bytes(sin_la_fila("2.2"))
    archivos = [str(tmp_path / nombre) for nombre in ("vuelve.docx", "plan.json", "queda.json")]
    vuelve, plan, queda = archivos
    for mas in ((), ("--quitar",)):
        main(["leer", vuelve, "--plan", plan, "--salida", queda, *mas])
    dichas = [r for r in capsys.readouterr().out.splitlines() if "cambio" in r]
    assert [dicha.partition("; ")[2] for dicha in dichas] == [
        "cambios aplicados: 0; dudas: 1",
        "cambios aplicados: 1; dudas: 0",
    ]


@pytest.mark.integracion
def test_la_orden_lee_el_informe_que_salio_con_el_anterior(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nombres = ("informe.docx", "plan.json", "antes.json", "queda.json")
    informe, plan, antes, queda = (str(tmp_path / nombre) for nombre in nombres)
    paac.guardar_datos(PLAN, plan)
    Path(antes).write_text(Path(plan).read_text("utf-8").replace(str(CORTE), "2026-01-31"), "utf-8")
    paac.reporte(PLAN, "informe-seguimiento", anterior=antes).guardar(informe)
    for mas in ((), ("--con", f"anterior={antes}")):
        main(["leer", informe, "--plan", plan, "--salida", queda, *mas])

    dicho = capsys.readouterr()
    assert dicho.err == (
        "aviso: no se aplicó nada: salió con una opción que el plan no trae: dé --con"
        " anterior=ARCHIVO en la orden\n"
    )
    assert "cambios aplicados: 0; dudas: 0" in dicho.out.splitlines()[-1]


def test_de_una_copia_para_publicar_no_se_toma_nada_y_se_dice() -> None:
    publico = paac.reporte(PLAN, FORMATO, corte=CORTE).publico().emitir("docx").contenido
    lectura = paac.leer(io.BytesIO(publico), como=None, plan=PLAN, quitar=True)
    assert lectura.contenido == PLAN
    (aviso,) = lectura.avisos
    assert aviso.mensaje.startswith("no se aplicó nada: salió para publicar")


# ------------------------------------------------------------------ el plan también cambió


def con_datos(**metas: str) -> Any:
    """El plan, con otra meta en las actividades de esos códigos: ``_2_1="Dos metas"``."""
    datos = paac.datos_de(PLAN)
    for subcomponente in datos["dependencias"][0]["componentes"][0]["subcomponentes"]:
        for de_una in subcomponente["actividades"]:
            clave = f"_{de_una['codigo'].replace('.', '_')}"
            de_una["meta"] = metas.get(clave, de_una["meta"])
    return paac.desde_datos(datos).contenido


def metas(plan: Any) -> list[str | None]:
    return [
        actividad.meta
        for subcomponente in plan.dependencias[0].componentes[0].subcomponentes
        for actividad in subcomponente.actividades
    ]


def corregido_con(base: Any, tipo: str = "docx") -> Any:
    """Lo leído, con otra base, del documento que salió antes y dice «Tres» donde ``Meta 2.2``."""
    return paac.leer(io.BytesIO(con_otro_texto(tipo, "Meta 2.2", "Tres")), como=None, plan=base)


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_de_lo_que_cambio_en_el_plan_y_en_el_documento_queda_lo_de_los_dos(tipo: str) -> None:
    lectura = corregido_con(con_datos(_2_1="Dos"), tipo)
    assert metas(lectura.contenido) == ["Meta 1.1", "Meta 1.2", "Dos", "Tres", "Meta 2.3"]
    assert [aviso.codigo for aviso in lectura.avisos] == ["base_cambiada"]


def test_la_celda_que_cambio_en_los_dos_se_dice_con_lo_de_cada_uno_y_no_se_aplica() -> None:
    lectura = corregido_con(con_datos(_2_2="Otra"))
    assert metas(lectura.contenido)[3] == "Otra"
    (cambio,) = lectura.cambios
    assert (cambio.antes, cambio.ahora, cambio.aplicado) == ("Otra", "Tres", False)
    assert "también cambió" in cambio.motivo


def test_la_fila_que_falta_y_que_el_plan_cambio_no_se_quita() -> None:
    base, contenido = con_datos(_2_2="Otra"), sin_la_fila("2.2")
    lectura = paac.leer(io.BytesIO(contenido), como=None, plan=base, quitar=True)
    assert lectura.contenido == base
    assert [("también cambió" in c.motivo, c.clase) for c in lectura.cambios] == [(True, "falta")]


def test_de_una_fila_que_cambio_en_otra_celda_se_aplica_la_del_documento() -> None:
    datos = paac.datos_de(PLAN)
    (componente, *_) = datos["dependencias"][0]["componentes"]
    componente["subcomponentes"][1]["actividades"][1]["responsable"] = "Gobierno"
    lectura = corregido_con(paac.desde_datos(datos).contenido)
    actividad = lectura.contenido.dependencias[0].componentes[0].subcomponentes[1].actividades[1]
    assert (actividad.meta, actividad.responsable) == ("Tres", "Gobierno")


def test_lo_que_solo_cambio_en_el_plan_no_es_un_cambio_del_documento() -> None:
    lectura = paac.leer(io.BytesIO(emitido()), como=None, plan=con_datos(_1_1="Otra", _2_3="Otra"))
    assert (metas(lectura.contenido)[0], lectura.cambios) == ("Otra", ())


def test_la_fila_que_el_plan_gano_despues_no_le_falta_al_documento() -> None:
    datos = paac.datos_de(PLAN)
    subcomponente = datos["dependencias"][0]["componentes"][0]["subcomponentes"][1]
    actividades = [*subcomponente["actividades"]]
    actividades.insert(1, {"codigo": "2.9", "descripcion": "Hacer 2.9", "meta": "Meta 2.9"})
    subcomponente["actividades"] = actividades
    base = paac.desde_datos(datos).contenido
    contenido = con_otro_texto("docx", "Meta 2.2", "Tres")
    lectura = paac.leer(io.BytesIO(contenido), como=None, plan=base, quitar=True)
    assert metas(lectura.contenido)[2:] == ["Meta 2.1", "Meta 2.9", "Tres", "Meta 2.3"]
    assert [cambio.ahora for cambio in lectura.cambios] == ["Tres"]


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_la_tabla_de_otra_clase_que_el_plan_gano_no_cambia_las_que_siguen(tipo: str) -> None:
    datos = paac.datos_de(PLAN)
    tramites = {"numero": 9, "nombre": "Trámites", "tramites": [{"nombre": "Licencia"}]}
    dueno = datos["dependencias"][0]
    dueno["componentes"] = [tramites, *dueno["componentes"]]
    base = paac.desde_datos(datos).contenido
    assert (
        paac.leer(io.BytesIO(emitido(tipo, "MCCO.101.18.F.20")), como=None, plan=base).cambios == ()
    )


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_con_dos_firmas_en_una_fila_tampoco_le_falta_la_que_el_plan_gano(tipo: str) -> None:
    firmas = [{"rol": rol, "nombre": "N"} for rol in ("Elaboró", "Aprobó")]
    datos = paac.datos_de(PLAN) | {"firmas": firmas}
    contenido = (
        paac.reporte(paac.desde_datos(datos).contenido, "paac-seguimiento", corte=CORTE)
        .emitir(tipo)
        .contenido
    )
    subcomponente = datos["dependencias"][0]["componentes"][0]["subcomponentes"][1]
    subcomponente["actividades"] = [*subcomponente["actividades"], {"descripcion": "Hacer 2.9"}]
    base = paac.desde_datos(datos).contenido
    assert paac.leer(io.BytesIO(contenido), como=None, plan=base).cambios == ()


def test_la_fila_que_el_plan_quito_despues_no_es_nueva_en_el_documento() -> None:
    datos = paac.datos_de(PLAN)
    subcomponente = datos["dependencias"][0]["componentes"][0]["subcomponentes"][1]
    subcomponente["actividades"] = subcomponente["actividades"][1:]
    base = paac.desde_datos(datos).contenido
    lectura = corregido_con(base)
    assert metas(lectura.contenido) == ["Meta 1.1", "Meta 1.2", "Tres", "Meta 2.3"]


def test_lo_que_se_hizo_en_la_hoja_de_datos_se_dice_y_no_se_toma() -> None:
    libro = openpyxl.load_workbook(io.BytesIO(emitido("xlsx")))
    datos = libro["Datos"]
    next(celda for fila in datos for celda in fila if celda.value == "Meta 2.2").value = "Tres"
    datos.delete_rows(4)
    libro.save(salida := io.BytesIO())
    lectura = leido(salida.getvalue(), quitar=True)
    assert lectura.contenido == PLAN
    assert [cambio.clase for cambio in lectura.cambios] == ["editada", "falta"]
    assert all("hoja que repite los datos" in cambio.motivo for cambio in lectura.cambios)


def test_el_documento_de_otra_vigencia_se_rechaza_con_la_que_dice() -> None:
    otro = attrs.evolve(PLAN, vigencia=2025)
    with pytest.raises(paac.ErrorDeEntrada, match=f"vigencia {PLAN.vigencia}, y el que se dio"):
        paac.leer(io.BytesIO(emitido()), como=None, plan=otro)


def test_el_documento_de_otra_entidad_se_rechaza_con_la_que_dice() -> None:
    ejemplo = paac.leer(EJEMPLO).sin_dudas()
    sin_escudo = attrs.evolve(ejemplo.entidad, escudo=None)  # como el que se emitió
    otro = attrs.evolve(ejemplo, vigencia=PLAN.vigencia, entidad=sin_escudo)
    with pytest.raises(paac.ErrorDeEntrada, match="el documento salió de otro"):
        paac.leer(io.BytesIO(emitido()), como=None, plan=otro)


def test_el_plan_con_el_nombre_de_su_entidad_corregido_sigue_siendo_el_suyo() -> None:
    datos = paac.datos_de(PLAN)
    datos["entidad"] = {**datos["entidad"], "nombre": "Municipio de Puerto Claro"}
    lectura = corregido_con(paac.desde_datos(datos).contenido)
    assert metas(lectura.contenido)[3] == "Tres"
    assert lectura.contenido.entidad.nombre == "Municipio de Puerto Claro"


# ------------------------------------------------------------------ filas


def con_las_filas(nuevo_orden: Any, tipo: str = "docx") -> Manos:
    """El documento, con las filas de 2.1, 2.2 y 2.3 en otro orden; en negativo, una en blanco."""
    manos = Manos(emitido(tipo))
    tabla = zona(manos, tipo)
    suyas = [
        next(f for f in range(1, tabla.filas + 1) if codigo in {tabla.texto(f, c) for c in (2, 3)})
        for codigo in ("2.1", "2.2", "2.3")
    ]
    antes, despues = range(1, suyas[0]), range(suyas[-1] + 1, tabla.filas + 1)
    tabla.con_filas([*antes, *nuevo_orden(*suyas), *despues])
    return manos


@pytest.mark.parametrize("tipo", ["docx", "xlsx"])
def test_las_filas_ordenadas_se_quedan_en_su_sitio_y_se_dice(tipo: str) -> None:
    manos = con_las_filas(lambda uno, dos, tres: [uno, tres, dos], tipo)
    lectura = leido(manos.guardado())
    assert lectura.contenido == PLAN
    (aviso,) = lectura.avisos
    assert (aviso.codigo, aviso.peso) == ("documento_cambiado", "nota")
    assert aviso.mensaje.endswith("cambió de sitio, y en los datos se queda en el suyo")


def test_la_fila_que_se_ve_en_otro_grupo_se_queda_en_el_suyo_y_se_dice() -> None:
    manos = con_las_filas(lambda uno, dos, tres: [dos, uno, tres])
    lectura = leido(manos.guardado())
    assert sorted(map(str, codigos(lectura.contenido)[2:])) == ["2.1", "2.2", "2.3"]
    assert [(c.antes, c.ahora, c.aplicado) for c in lectura.cambios if c.clase == "editada"] == [
        ("Mapa", "Política", False)
    ]


def test_la_fecha_de_una_fila_nueva_es_la_programada_aunque_diga_un_rango() -> None:
    manos = con_las_filas(lambda uno, dos, tres: [uno, dos, tres, -tres])
    tabla = zona(manos, "docx")
    for columna, texto in ((2, "2.4"), (3, "Hacer 2.4"), (6, "1 de mayo a 1 de junio")):
        tabla.escribir(tabla.filas, columna, texto)
    lectura = leido(manos.guardado())
    nueva = lectura.contenido.dependencias[0].componentes[0].subcomponentes[1].actividades[-1]
    assert (nueva.codigo, nueva.descripcion) == ("2.4", "Hacer 2.4")
    assert (nueva.fecha_programada, nueva.fecha_inicio) == ("1 de mayo a 1 de junio", None)


def test_lo_que_no_dice_su_formato_pide_el_reporte_con_que_salio(tmp_path: Path) -> None:
    libro = paac.guardar_datos(PLAN, tmp_path / "plan.xlsx").archivos[0]

    with pytest.raises(paac.ErrorDeEntrada, match=r"dé en plan= el reporte con que salió \("):
        paac.leer(libro, plan=PLAN)
