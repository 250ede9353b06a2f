"""Los objetos de la biblioteca, al final de una celda de cuaderno."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from ayudas.compartido import RAIZ
from ayudas.planes import CORTE, FORMATO, actividad, componente, datos

import paac_reportes as paac
from paac_reportes.cuadros import TAMANO
from paac_reportes.informe.cambios import comparacion_en_renglones

ANTES = date(2026, 1, 31)


def texto(objeto: object) -> list[str]:
    """Lo que se ve donde no hay HTML, por renglones."""
    return mostrado(objeto)["text/plain"].splitlines()


def mostrado(objeto: Any) -> dict[str, str]:
    paquete: dict[str, str] = objeto._repr_mimebundle_()
    assert set(paquete) == {"text/plain", "text/html"}
    return paquete


def avances(codigo: str, **por_corte: Any) -> dict[str, Any]:
    cortes = {"antes": ANTES, "despues": CORTE}
    seguimientos = [
        {"corte": cortes[cual].isoformat(), "avance": avance} for cual, avance in por_corte.items()
    ]
    return actividad(codigo=codigo, descripcion=f"Hacer {codigo}", seguimientos=seguimientos)


def plan(*filas: dict[str, Any], **cambios: Any) -> paac.Plan:
    return paac.desde_datos(datos(componente(*filas)) | cambios).contenido


def test_un_plan_muestra_cuanto_hay_de_cada_componente() -> None:
    assert texto(plan(actividad(), actividad(codigo="1.2", seguimiento=None))) == [
        "Plan 2026 de MUNICIPIO DE PRUEBA",
        "Componente             Tablas  Actividades  Trámites  Intercambios"
        "  Con seguimiento al 2026-04-30",
        "1. Gestión del riesgo  1       2            0         0             1",
        "Dependencias: 1. Filas: 2.",
        "Régimen: paac-v2.",
        "Cortes: 2026-04-30.",
    ]


@pytest.mark.parametrize("de", ["plan", "mapa"])
def test_lo_que_se_muestra_no_lleva_el_nombre_de_un_objeto(de: str) -> None:
    """``<Plan 2026 de …>`` es para quien programa."""
    suyo = paac.leer(RAIZ / "ejemplos/mapa_de_riesgos/mapa.yaml", como="mapa").sin_dudas()
    uno: Any = suyo if de == "mapa" else plan(avances("1.1", despues=80))
    analizado = paac.analizar(suyo) if de == "mapa" else paac.analizar(uno)
    leido = paac.Lectura(contenido=uno)
    objetos: list[Any] = [uno, analizado, leido, paac.reporte(suyo, "mapa-v5")]

    for objeto in objetos:
        assert [renglon for renglon in texto(objeto) if "<" in renglon] == []


@pytest.mark.integracion
def test_los_miles_llevan_su_punto() -> None:
    """En las celdas que cuentan, en las notas y en cada «tantas de tantas»."""
    filas = [avances("1.1", antes=50, despues=80)] * 1200
    grande = plan(*filas)
    antes, despues = (paac.analizar(grande, corte=corte) for corte in (ANTES, CORTE))
    leida = paac.Lectura(contenido=grande)
    mostrados = [texto(uno) for uno in (grande, despues, paac.comparar(antes, despues), leida)]

    assert all("1.200" in "\n".join(renglones) for renglones in mostrados)
    assert [r for renglones in mostrados for r in renglones if re.search(r"\b1200\b", r)] == []


def test_un_plan_sin_seguimientos_lo_dice() -> None:
    assert texto(plan(actividad(seguimiento=None)))[-1] == "Cortes: ninguno tiene seguimientos."


def test_un_analisis_muestra_cada_avance_con_su_base() -> None:
    de = plan(avances("1.1", antes=50), avances("1.2", despues=100), actividad(seguimiento=None))
    renglones = texto(paac.analizar(de))

    assert renglones[0] == (
        "Análisis de MUNICIPIO DE PRUEBA, corte 30/04/2026 (Corte del 30/04/2026)"
    )
    assert re.split("  +", renglones[2])[:5] == [
        *("Todo el plan", "3", "75,0\xa0%", "2\xa0de\xa03", "media")
    ]
    assert "De la base, 1 con el avance de un corte anterior." in renglones


def test_un_analisis_de_lo_que_nada_se_conoce_no_muestra_un_cero() -> None:
    renglones = texto(paac.analizar(plan(actividad(seguimiento=None))))

    assert renglones[0] == "Análisis de MUNICIPIO DE PRUEBA, sin corte"
    assert re.split("  +", renglones[2])[1:5] == ["1", "sin dato", "0\xa0de\xa01", "sin dato"]


def test_una_comparacion_muestra_cuantas_cambiaron_y_las_primeras() -> None:
    filas = [avances(f"1.{n}", antes=50, despues=80) for n in range(5)]
    de = plan(*filas)
    comparacion = paac.comparar(paac.analizar(de, corte=ANTES), paac.analizar(de, corte=CORTE))

    assert texto(comparacion) == [
        "De MUNICIPIO DE PRUEBA (31/01/2026) a MUNICIPIO DE PRUEBA (30/04/2026)",
        "Cambio  Filas  Las primeras",
        "Subió   5      1.0 Hacer 1.0; 1.1 Hacer 1.1; 1.2 Hacer 1.2; y 2 más",
        "Filas antes: 5; después: 5.",
        "En los dos: 5.",
        "Avance antes: 50,0\xa0% (5 de 5); después: 80,0\xa0% (5 de 5).",
        "Una fila puede cambiar de varios modos.",
    ]


def test_una_comparacion_de_lo_mismo_dice_que_nada_cambio() -> None:
    analisis = paac.analizar(plan(avances("1.1", despues=80)))

    assert texto(paac.comparar(analisis, analisis))[-1] == "No cambió nada de lo que se compara."


def test_si_solo_cambia_un_lugar_la_comparacion_no_dice_que_nada_cambio() -> None:
    antes, despues = (
        paac.desde_datos(datos(componente(avances("1.1", despues=80), nombre=nombre))).contenido
        for nombre in ("Gestión del riesgo", "Rendición de cuentas")
    )
    comparacion = paac.comparar(paac.analizar(antes), paac.analizar(despues))

    dicho = texto(comparacion)
    assert dicho[-1] == "Dependencias y componentes con otro nombre: 1."
    assert not any("No cambió" in renglon for renglon in dicho)


def test_con_un_mapa_dice_que_lo_que_no_cambio_es_lo_de_fuera_de_el() -> None:
    suyo = paac.leer(RAIZ / "ejemplos/mapa_de_riesgos/mapa.yaml", como="mapa").sin_dudas()
    con_mapa = attrs.evolve(plan(avances("1.1", despues=80)), mapa_de_riesgos=suyo)
    analisis = paac.analizar(con_mapa)
    comparacion = paac.comparar(analisis, analisis)
    fuera = "Fuera del mapa de riesgos, no cambió nada de lo que se compara."

    assert texto(comparacion)[-1] == fuera
    assert fuera in list(comparacion_en_renglones(comparacion))


def test_un_reporte_muestra_su_formato_su_corte_en_que_sale_y_sus_avisos() -> None:
    reporte = paac.reporte(plan(avances("1.1", despues=80)), FORMATO)
    renglones = texto(reporte)

    assert renglones[0].startswith("MCCO.101.18.F.20, versión 3: Matriz de seguimiento")
    codigos = [renglon.split()[0] for renglon in renglones[2 : 2 + len(reporte.avisos)]]
    assert codigos == [aviso.codigo for aviso in reporte.avisos]
    assert renglones[-4:] == [
        "De MUNICIPIO DE PRUEBA, vigencia 2026.",
        "Corte: 2026-04-30.",
        f"Sale en {', '.join(f'.{tipo}' for tipo in reporte.tipos)}.",
        f"{len(reporte.avisos)} avisos.",
    ]


def test_un_reporte_que_no_se_puede_emitir_muestra_sus_fallas() -> None:
    reporte = paac.reporte(plan(actividad(seguimiento=None)), "informe-seguimiento")
    renglones = texto(reporte)

    assert renglones[2].split()[:5] == ["sin_datos", "1", "corte", "no", "hay"]
    assert renglones[-1] == "No se puede emitir: 1 falla."


def test_un_defecto_al_mostrar_un_reporte_no_se_calla(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("paac_reportes.composicion.pedidos.componer", lambda *_, **__: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        mostrado(paac.reporte(plan(actividad()), FORMATO))


def test_la_fuente_de_un_formato_no_es_una_clave_suya_ni_lo_hace_otro(tmp_path: Path) -> None:
    carpeta = tmp_path / "propio"
    carpeta.mkdir()
    toml = 'codigo = "F-1"\nbase = "paac-plan"\n'
    (carpeta / "formato.toml").write_text(toml, "utf-8")
    (carpeta / "FUENTE.md").write_text("# F-1\n\nDe {{ nadie }}.\n", "utf-8")
    con_fuente = paac.leer_formato(carpeta)
    (carpeta / "FUENTE.md").unlink()

    assert con_fuente.fuente == "# F-1\n\nDe {{ nadie }}.\n"
    assert con_fuente == paac.leer_formato(carpeta)
    with pytest.raises(paac.ErrorDeFormato, match="fuente: clave desconocida"):
        paac.formato_desde_datos({"codigo": "F-1", "base": "paac-plan", "fuente": "De nadie."})


def test_el_catalogo_se_muestra_y_sigue_siendo_la_misma_tupla() -> None:
    catalogo = paac.formatos_disponibles()

    assert isinstance(catalogo, tuple)
    assert catalogo == tuple(catalogo)
    assert hash(catalogo) == hash(tuple(catalogo))
    assert texto(catalogo)[0] == f"{len(catalogo)} formatos"
    assert [renglon.split()[0] for renglon in texto(catalogo)[2:]] == [
        ficha.codigo for ficha in catalogo
    ]


def test_lo_que_se_avisa_igual_va_una_vez_y_print_muestra_lo_mismo() -> None:
    sin_meta = [actividad(codigo=f"1.{n}", meta="Informes") for n in (1, 2, 3)]
    revision = paac.revisar(plan(*sin_meta))

    (renglon,) = (r for r in texto(revision) if r.startswith("meta_sin_medida"))
    assert renglon.split()[1] == "3"
    assert str(revision).splitlines() == texto(revision)
    assert repr(revision) == f"Revision(avisos={len(revision.avisos)})"
    primero = paac.datos_de(revision)["avisos"][0]
    assert [*primero] == ["codigo", "grupo", "peso", "ruta", "mensaje"]


def test_una_lectura_muestra_que_leyo_y_sus_avisos(tmp_path: Path) -> None:
    archivo = tmp_path / "a.docx"
    paac.reporte(plan(actividad()), "paac-seguimiento", corte=CORTE).guardar(archivo)
    lectura = paac.leer(archivo, como=None, plan=plan(actividad()))

    assert texto(lectura)[0] == "Leído: Plan 2026 de MUNICIPIO DE PRUEBA: 1 fila"
    assert {"Formato: paac-seguimiento.", "Corte: 2026-04-30."} < {*texto(lectura)}
    assert texto(lectura)[-1] == f"Avisos: {len(lectura.avisos)}; dudas: 0."


def test_un_certificado_muestra_si_pasa_y_donde_no(tmp_path: Path) -> None:
    archivo = tmp_path / "a.docx"
    de = plan(actividad())
    paac.reporte(de, FORMATO).guardar(archivo)
    bueno = paac.verificar(archivo, paac.reporte(de, FORMATO))
    malo = paac.verificar(archivo, paac.reporte(plan(actividad(seguimiento="Otra cosa.")), FORMATO))

    assert texto(bueno)[0] == "Es el archivo que se emitió (.docx)"
    assert texto(malo)[0].startswith("No es el archivo que se emitió; en lo que se lee hay 1 dif")
    assert any("Se publicó." in renglon for renglon in texto(malo))


def test_una_reunion_muestra_quien_falta(tmp_path: Path) -> None:
    base = plan(actividad(seguimiento=None), avances("1.2", antes=50))
    libros = paac.capturar(base, CORTE, tmp_path).archivos
    reunion = paac.reunir(libros, base=base)

    assert texto(reunion)[0] == "Reunión de MUNICIPIO DE PRUEBA, corte 2026-04-30"
    assert texto(reunion)[2].split()[0] == "falta"
    assert "Oficinas que reportaron: 0 de 1." in texto(reunion)


HOSTIL = '<script>alert("x")</script>$\\(\x01\u202e' + "larguísimo " * 500


@pytest.mark.enorme
def test_un_plan_hostil_y_enorme_se_muestra_corto_y_sin_marcas_suyas() -> None:
    cuantos = 300
    filas = [actividad(codigo=HOSTIL, descripcion=HOSTIL, seguimiento=HOSTIL) for _ in range(3)]
    componentes = [
        componente(*filas, numero=n, nombre=f"{n} {HOSTIL[:200]}") for n in range(cuantos)
    ]
    de = paac.desde_datos(
        {"entidad": {"nombre": HOSTIL}, "vigencia": 2026, "componentes": componentes}
    ).contenido
    analisis = paac.analizar(de)
    objetos = (de, analisis, paac.comparar(analisis, analisis), paac.reporte(de, "paac-plan"))

    for objeto in objetos:
        paquete = mostrado(objeto)
        assert sum(len(dicho.encode("utf-8")) for dicho in paquete.values()) <= TAMANO
        assert "<script" not in paquete["text/html"]
        assert "\x01" not in "".join(paquete.values())
    assert "de 300 componentes." in mostrado(de)["text/html"]


# ------------------------------------------------------------------ en un renglón
@pytest.mark.parametrize("cuantas", [1, 300])
def test_los_objetos_grandes_se_muestran_en_un_renglon(cuantas: int) -> None:
    seguimientos = [{"corte": CORTE.isoformat(), "avance": 50}]
    suyas = [actividad(codigo=str(n), seguimientos=seguimientos) for n in range(cuantas)]
    plan = paac.desde_datos(datos(componente(*suyas)) | {"vigencia": CORTE.year}).contenido
    analisis = paac.analizar(plan)
    comparacion = paac.comparar(paac.analizar(plan, corte=date(CORTE.year, 12, 31)), analisis)

    filas = "1 fila" if cuantas == 1 else f"{cuantas} filas"
    assert repr(plan) == f"<Plan {CORTE.year} de {plan.entidad.nombre}: {filas}>"
    avance = f"avance 50.00 ({cuantas} de {cuantas})"
    assert repr(analisis) == f"<Analisis con corte {CORTE}: {avance}>"
    assert repr(analisis.todo) == f"<Cifras de {plan.entidad.nombre}: {avance}>"
    assert f"{cuantas} filas en los dos, 0 nuevas, 0 retiradas" in repr(comparacion)
    for uno in (
        analisis.todo.filas[0],
        comparacion.parejas[0],
        paac.reporte(plan, FORMATO).formato,
    ):
        assert len(repr(uno)) < 200
        assert "\n" not in repr(uno)
