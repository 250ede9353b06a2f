"""Leyes que valen para cualquier texto de Unicode."""

import json

from ayudas.ejemplos import ejemplos
from ayudas.lectores import tablas_de_word, textos_de_excel
from ayudas.planes import CORTE, FORMATO, actividad, componente, datos
from ayudas.planes_completos import planes_completos
from hypothesis import given
from hypothesis import strategies as st

import paac_reportes as paac
from paac_reportes.escritores.datos import escribir_json
from paac_reportes.estructura import estructurar
from paac_reportes.lectura.archivos import datos_de_texto
from paac_reportes.textos.plano import PROHIBIDOS

ESCRIBIBLE = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40
).filter(lambda texto: not PROHIBIDOS.search(texto))


@given(planes_completos())
def test_de_plan_a_datos_y_de_vuelta_es_el_mismo_plan_tambien_por_json(plan: paac.Plan) -> None:
    datos_suyos = paac.datos_de(plan)
    assert paac.desde_datos(datos_suyos).contenido == plan

    texto = escribir_json(datos_suyos).decode("utf-8")
    assert estructurar(json.loads(texto), paac.Plan) == plan


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40))
def test_un_texto_entre_comillas_de_yaml_llega_a_la_letra(texto: str) -> None:
    escrito = json.dumps({"clave": texto}, ensure_ascii=True)  # JSON también es YAML

    assert datos_de_texto(escrito, "x.yaml") == {"clave": texto}


@ejemplos(10)
@given(st.lists(st.tuples(ESCRIBIBLE, ESCRIBIBLE), min_size=4, max_size=4))
def test_todo_texto_que_entra_sale_en_su_celda(dichos: list[tuple[str, str]]) -> None:
    """Escribir el archivo es lo que tarda: lleva cuatro filas."""
    filas = [actividad(descripcion=uno, seguimiento=otro) for uno, otro in dichos]
    plan = estructurar(datos(componente(*filas)), paac.Plan)
    (tabla,) = tablas_de_word(paac.reporte(plan, FORMATO, corte=CORTE).emitir("docx").contenido)
    textos = textos_de_excel(paac.reporte(plan, FORMATO, corte=CORTE).emitir("xlsx").contenido)

    assert [(fila[2], fila[6]) for fila in tabla[-4:]] == dichos
    assert {texto for dicho in dichos for texto in dicho} <= {*textos}
