"""Lo que un formato no muestra, o muestra donde no es, se avisa.

Prueba ``composicion/calculadas``.
"""

from datetime import date
from decimal import Decimal
from pathlib import Path

import attrs
import pytest
from ayudas.compartido import RAIZ
from ayudas.documentos import avisos_de, columna_de, documento_de, filas_de, tablas_de
from ayudas.formatos import minimo
from ayudas.llamadas import veces_de
from ayudas.planes import CORTE, FORMATO, actividad, componente, plan, tramite

import paac_reportes as paac
from paac_reportes.api.formatos import describir_formato
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.lectura.catalogo import formato_de_carpeta, hallar_formato
from paac_reportes.formatos.revision import reglas as revision
from paac_reportes.modelo import Metodologia, Plan

F20 = hallar_formato(FORMATO)[0]
ORIGINAL = (RAIZ / "plantillas" / FORMATO / "formato.toml").read_text("utf-8")


def de_codigo(de: Plan, codigo: str, formato: str = FORMATO) -> list[str]:
    """Los avisos de ese código, en Word."""
    avisos = avisos_de(de, hallar_formato(formato)[0], max(de.cortes(), default=None), "documento")
    return [str(aviso) for aviso in avisos if aviso.codigo == codigo]


def con_bloque(carpeta: Path, bloque: str) -> Formato:
    """Un formato mínimo con un bloque más al final."""
    ruta = minimo(carpeta, "F-1") / "formato.toml"
    ruta.write_text(f"{ruta.read_text('utf-8')}\n{bloque}", "utf-8")
    return formato_de_carpeta(carpeta)


def test_avisa_de_los_datos_de_las_filas_que_no_tienen_columna() -> None:
    con_avance = componente(
        actividad(indicador="Uno", seguimientos=[{"corte": "2026-04-30", "avance": 5}])
    )

    assert de_codigo(plan(con_avance), "datos_no_mostrados") == [
        "el formato MCCO.101.18.F.20 no muestra Indicador (actividad.indicador) × 1,"
        " Porcentaje de avance (seguimiento.avance) × 1"
    ]


def test_que_textos_muestra_un_formato_se_averigua_una_vez_para_todos_sus_planes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Otro formato igual, que es otro objeto, sí se mira; y a cada plan se le dice lo suyo."""
    mirados = veces_de(monkeypatch, revision, "textos_del_formato")
    uno, otro = (attrs.evolve(hallar_formato("informe-seguimiento")[0]) for _ in range(2))

    def rutas(formato: Formato, clave: str) -> list[str]:
        avisos = avisos_de(plan(textos={clave: "Dice"}), formato, CORTE, "documento")
        return [a.ruta for a in avisos if a.codigo == "texto_no_mostrado"]

    assert rutas(uno, "nadie") == ["textos.nadie"]
    de_la_primera = len(mirados)
    assert rutas(uno, "ninguno") == ["textos.ninguno"]
    assert len(mirados) == de_la_primera > 0
    assert rutas(otro, "nadie") == ["textos.nadie"]
    assert len(mirados) == 2 * de_la_primera


def test_avisa_de_una_lista_sin_tabla(tmp_path: Path) -> None:
    texto = ORIGINAL.replace(
        '["actividades", "tramites_programados", "tramites"]', '["actividades"]'
    )
    (tmp_path / "formato.toml").write_text(texto, "utf-8")
    con_tramites = plan({"numero": 2, "tramites": [tramite()]})

    avisos = avisos_de(con_tramites, formato_de_carpeta(tmp_path), CORTE, "documento")
    assert [a.ruta for a in avisos if a.codigo == "lista_no_mostrada"] == [
        "dependencias[0].componentes[0].tramites"
    ]


def test_avisa_de_un_corte_sin_seguimientos() -> None:
    avisos = avisos_de(plan(), F20, date(2026, 12, 31), "documento")

    assert [str(a) for a in avisos if a.codigo == "corte_sin_seguimientos"] == [
        "ningún seguimiento tiene corte 31/12/2026; los hay de: 30/04/2026"
    ]


def test_una_dependencia_que_el_formato_no_nombra_no_se_calla() -> None:
    de = plan()

    assert (
        "Dependencia (dependencia.nombre) × 1"
        in de_codigo(de, "datos_no_mostrados", "cajica-plan")[0]
    )
    assert de_codigo(de, "datos_no_mostrados") == []


def test_la_nota_de_una_firma_que_no_sale_no_se_calla() -> None:
    firma = {"rol": "Aprobó", "nombre": "Una persona", "nota": "Vo. Bo. con salvedad"}
    de = plan(firmas=[firma])

    (aviso,) = de_codigo(de, "datos_no_mostrados", "EV-EGMC-PC-003-FM-002")
    assert "Nota (firma.nota) × 1" in aviso
    assert "firma.nombre" not in aviso
    assert not [a for a in de_codigo(de, "datos_no_mostrados", "california-plan") if "firma" in a]


def test_lo_de_la_entidad_se_dice_aparte_de_lo_de_las_filas() -> None:
    de = plan(
        entidad={"nombre": "MUNICIPIO DE CARTAGO", "telefono": "2110000", "divipola": "76147"}
    )

    assert de_codigo(de, "entidad_no_mostrada") == [
        "el formato MCCO.101.18.F.20 no muestra Teléfono (entidad.telefono), Vigencia (vigencia)"
    ]


def test_lo_que_muestra_el_encabezado_del_informe_cuenta_tambien_en_excel() -> None:
    formato = hallar_formato("informe-seguimiento")[0]
    de = plan(entidad={"nombre": "M", "direccion": "Calle 1"})

    def dice(medio: str) -> bool:
        avisos = avisos_de(de, formato, CORTE, medio)
        return any("entidad.direccion" in aviso.mensaje for aviso in avisos)

    assert not dice("documento")
    assert not dice("libro")


@pytest.mark.parametrize(
    ("texto", "se_ve"),
    [
        ("{{ componente.nombre }}", True),
        ("{{ componente.nombre | upper | trim }}", True),
        ("Componente {{ componente.nombre or 'sin nombre' }}", True),
        ("{% if componente.nombre %}Componente{% endif %}", False),
        ("{{ 'Con nombre' if componente.nombre else 'Sin nombre' }}", False),
        ("{% if componente.numero == 99 %}{{ componente.nombre }}{% endif %}", False),
    ],
)
def test_un_texto_muestra_lo_que_escribe_y_no_lo_que_pregunta(
    tmp_path: Path, texto: str, *, se_ve: bool
) -> None:
    bloque = f'[[cuerpo]]\ntipo = "parrafo"\ncada = "componente"\ntexto = "{texto}"\n'

    avisos = avisos_de(plan(), con_bloque(tmp_path, bloque), CORTE, "documento")
    callado = any("(componente.nombre)" in aviso.mensaje for aviso in avisos)
    assert callado is not se_ve


def test_las_celdas_prestadas_se_cuentan_por_columna() -> None:
    sin_nada = {"codigo": "2", "descripcion": "Otra"}
    de = plan(componente(actividad(meta="Una", responsable="Planeación"), sin_nada, sin_nada))

    assert de_codigo(de, "celda_prestada") == [
        "filas con la celda en blanco, que sale como parte de la de arriba:"
        " Fecha programada (actividad.fecha_programada) × 2, Meta o producto (actividad.meta) × 2,"
        " Responsable (actividad.responsable) × 2, Seguimiento (seguimiento.texto) × 2; si lo que dice no es de ellas, escriba un guion en los datos o pida metodologia.blancos = 'propias'"
    ]


def test_con_blancos_propios_cada_celda_es_de_su_fila_y_no_hay_de_que_avisar() -> None:
    de = plan(
        componente(actividad(responsable="Planeación"), {"codigo": "2", "descripcion": "Otra"})
    )
    propios = Metodologia(blancos="propias")

    (unida,) = tablas_de(documento_de(de, F20, CORTE))
    (suelta,) = tablas_de(documento_de(de, F20, CORTE, metodologia=propios))

    assert filas_de(unida)[0][-1] == "Se publicó.↓2"
    assert [fila[-1] for fila in filas_de(suelta)] == ["Se publicó.", ""]
    assert list(columna_de(suelta, "Responsable").contenidos) == ["Planeación", ""]
    reporte = paac.reporte(de, FORMATO, metodologia=propios)
    assert "celda_prestada" not in {aviso.codigo for aviso in reporte.avisos}


@pytest.mark.parametrize("blancos", ["aparte", "combinadas"])
def test_los_demas_blancos_se_imprimen_como_el_formato_dice(blancos: str) -> None:
    de = plan(
        componente(actividad(responsable="Planeación"), {"codigo": "2", "descripcion": "Otra"}),
        metodologia={"blancos": blancos},
    )

    assert (
        documento_de(de, F20, CORTE).partes
        == documento_de(attrs_sin_metodologia(de), F20, CORTE).partes
    )


def attrs_sin_metodologia(de: Plan) -> Plan:
    crudo = paac.datos_de(de)
    crudo.pop("metodologia")
    return paac.desde_datos(crudo).contenido


def test_avisa_de_unas_firmas_que_el_formato_no_muestra() -> None:
    con_firmas = plan(firmas=[{"rol": "Aprobó", "nombre": "Una persona"}])

    assert de_codigo(con_firmas, "lista_no_mostrada") == [
        "firmas: el formato MCCO.101.18.F.20 no muestra esta lista"
    ]
    assert de_codigo(con_firmas, "lista_no_mostrada", "california-plan") == []


def test_avisa_de_cada_firma_cuyo_rol_el_formato_no_pide(tmp_path: Path) -> None:
    bloque = '[[cuerpo]]\ntipo = "firmas"\nroles = ["Aprobó"]\ntexto = "{{ firma.nombre }}"\n'
    de = plan(
        firmas=[{"rol": "Elaboró", "nombre": "Una"}, {"rol": "Aprobó", "nombre": "Otra"}],
    )

    avisos = avisos_de(de, con_bloque(tmp_path, bloque), CORTE, "documento")
    assert [str(a) for a in avisos if a.codigo == "lista_no_mostrada"] == [
        "firmas[0]: el formato F-1 no muestra esta firma, del rol «Elaboró»"
    ]


def test_avisa_de_un_control_de_cambios_que_el_formato_no_muestra() -> None:
    de = plan(control_cambios=[{"version": "01", "fecha": "hoy", "razon": "Se publica."}])

    assert de_codigo(de, "lista_no_mostrada")[0].startswith("control_cambios: ")
    assert de_codigo(de, "lista_no_mostrada", "cajica-plan") == []


def test_de_un_seguimiento_de_otro_corte_no_se_avisa() -> None:
    dos = [
        {"corte": "2026-04-30", "avance": Decimal(5), "observaciones": "Vieja"},
        {"corte": "2026-08-31", "texto": "Se hizo."},
    ]
    assert de_codigo(plan(componente(actividad(seguimientos=dos))), "datos_no_mostrados") == []


def test_una_entidad_sola_no_trae_datos_que_se_callen() -> None:
    formato = paac.formato_de_columnas("Peticiones", {"oficina": "Dependencia"})
    reporte = paac.reporte(
        paac.Entidad(nombre="Municipio", nit="1"), formato, filas=[{"oficina": "Hacienda"}]
    )
    assert reporte.avisos == ()


def test_un_formato_de_otra_entidad_lo_dice_y_la_nombra_como_el_plan() -> None:
    ajena = paac.reporte(plan(), "EV-EGMC-PC-003-FM-002", corte=CORTE)
    suya = paac.reporte(
        plan(entidad={"nombre": "Alcaldía Municipal de Cajicá"}),
        "EV-EGMC-PC-003-FM-002",
        corte=CORTE,
    )

    def de_otra(reporte: paac.Reporte) -> list[str]:
        return [str(a) for a in reporte.avisos if a.codigo == "formato_de_otra_entidad"]

    assert de_otra(ajena) == [
        "el formato EV-EGMC-PC-003-FM-002 se hizo para MUNICIPIO DE CAJICA y lo usa MUNICIPIO DE"
        " PRUEBA; donde el impreso la nombra va la del plan"
    ]
    assert de_otra(suya) == []
    assert "CIUDADANO MUNICIPIO DE PRUEBA" in ajena.emitir("html").contenido.decode()
    assert "CIUDADANO MUNICIPIO DE CAJICA" in suya.emitir("html").contenido.decode()


@pytest.mark.parametrize(
    ("entidad", "es_suyo"),
    [
        ({"nombre": "Municipio de Cartago", "divipola": "76147"}, True),
        ({"nombre": "Alcaldía de Cartago"}, True),
        ({"nombre": "Concejo de otro lugar", "divipola": "76147"}, True),
        ({"nombre": "Municipio de Cartago", "divipola": "05001"}, False),
        ({"nombre": "Municipio de Cartagena"}, False),
    ],
)
def test_de_quien_es_un_formato_lo_dice_el_divipola_y_si_falta_el_nombre(
    entidad: dict[str, str], *, es_suyo: bool
) -> None:
    reporte = paac.reporte(plan(entidad=entidad), FORMATO, corte=CORTE)
    codigos = {aviso.codigo for aviso in reporte.avisos}
    assert ("formato_de_otra_entidad" not in codigos) is es_suyo


def test_quien_hereda_de_un_formato_ajeno_lo_hace_suyo(tmp_path: Path) -> None:
    (tmp_path / "formato.toml").write_text(
        'base = "EV-EGMC-PC-003-FM-002"\ncodigo = "PROPIO-1"\nversion = "1"\n', "utf-8"
    )
    reporte = paac.reporte(plan(), formato_de_carpeta(tmp_path), corte=CORTE)

    assert "formato_de_otra_entidad" not in {aviso.codigo for aviso in reporte.avisos}
    assert "CIUDADANO MUNICIPIO DE PRUEBA" in reporte.emitir("html").contenido.decode()


def test_el_informe_en_excel_muestra_el_nombre_de_cada_componente() -> None:
    de = paac.leer("ejemplos/informe_trimestral/plan.yaml").sin_dudas()
    avisos = paac.reporte(de, "informe-ejecutivo").emitir("xlsx").avisos
    dichos = " ".join(aviso.mensaje for aviso in avisos)
    assert "componente.nombre" not in dichos
    assert "componente.numero" not in dichos
    assert "Excel: una hoja por parte" in [*describir_formato("informe-seguimiento", None)]
