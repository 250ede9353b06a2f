"""El YAML de un plan, como lo abre quien lo llena."""

import io

import attrs
import pytest
import yaml
from ayudas.planes import plan_con

import paac_reportes as paac
from paac_reportes.escritores.yaml import escribir_yaml

DATOS = {
    "entidad": {"nombre": "No", "extras": {"cupos": 318, "peso": 27.25, "acta": "1.10"}},
    "vigencia": 2026,
    "componentes": [{"nombre": "~", "subcomponentes": []}],
    "textos": {"introduccion": "Uno.\n\nDos.", "cierre": " con un blanco\nal comienzo"},
}


def test_un_texto_que_otro_lector_cambiaria_va_entre_comillas_y_el_largo_en_bloque() -> None:
    assert escribir_yaml(DATOS).decode("utf-8") == (
        "entidad:\n"
        "  nombre: 'No'\n"
        "  extras:\n"
        '    cupos: !!float "318"\n'
        '    peso: !!float "27.25"\n'
        "    acta: '1.10'\n"
        "vigencia: 2026\n"
        "componentes:\n"
        "- nombre: '~'\n"
        "  subcomponentes: []\n"
        "textos:\n"
        "  introduccion: |-\n"
        "    Uno.\n"
        "\n"
        "    Dos.\n"
        '  cierre: " con un blanco\\nal comienzo"\n'
    )


def test_cualquier_lector_de_yaml_entiende_lo_mismo() -> None:
    assert yaml.safe_load(escribir_yaml(DATOS)) == DATOS


def test_los_comentarios_de_uno_por_llenar_no_cambian_sus_datos() -> None:
    plan, flujo = paac.en_blanco(paac.Entidad(nombre="M"), vigencia=2026), io.BytesIO()
    paac.guardar_datos(plan, flujo, tipo="yaml", por_llenar=True)

    texto = flujo.getvalue().decode("utf-8")
    assert "# Componentes: Nombres por confirmar en el Anexo Técnico." in texto
    assert paac.leer(io.StringIO(texto)).sin_dudas() == plan


@pytest.mark.parametrize("numero", ["318", "27.25"])
def test_el_numero_de_un_extra_sigue_siendo_un_numero(numero: str) -> None:
    texto = f"entidad: {{nombre: M, extras: {{cupos: !!float '{numero}'}}}}\ncomponentes: [{{numero: 1}}]"

    assert paac.leer(io.StringIO(texto)).sin_dudas().entidad.extras["cupos"] == float(numero)


def test_un_numero_muy_pequeno_va_con_todas_sus_cifras() -> None:
    plan = plan_con(seguimientos=[{"corte": "2026-04-30", "avance": 0.00001}])
    flujo = io.BytesIO()
    paac.guardar_datos(plan, flujo, tipo="yaml")

    assert "avance: 0.00001\n" in flujo.getvalue().decode("utf-8")
    assert paac.leer(io.BytesIO(flujo.getvalue())).sin_dudas() == plan
    assert escribir_yaml({"extras": {"peso": 0.00001}}) == b'extras:\n  peso: !!float "0.00001"\n'


def test_una_etiqueta_de_numero_sobre_un_texto_es_una_falla_con_su_lugar() -> None:
    texto = "entidad: {nombre: M, extras: {cupos: !!int muchos}}\ncomponentes: [{numero: 1}]"

    with pytest.raises(
        paac.ErrorDeEntrada, match=r"línea 1, columna 38: .*una etiqueta !!int sobre lo que no es"
    ):
        paac.leer(io.StringIO(texto)).sin_dudas()


def test_un_texto_del_informe_que_se_llama_extras_no_es_una_tabla() -> None:
    plan = attrs.evolve(plan_con(codigo="1.1"), textos={"extras": "Un párrafo"})
    flujo = io.BytesIO()
    paac.guardar_datos(plan, flujo, tipo="yml")
    flujo.seek(0)

    assert paac.leer(flujo).sin_dudas() == plan
