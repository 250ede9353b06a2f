"""Leyes que valen para cualquier texto de Unicode."""

import json
from datetime import date
from typing import Any

from ayudas.ejemplos import ejemplos
from ayudas.lectores import tablas_de_word, textos_de_excel
from ayudas.planes import CORTE, FORMATO, actividad, componente, datos
from hypothesis import given
from hypothesis import strategies as st

import paac_reportes as paac
from paac_reportes.escritores.datos import escribir_json
from paac_reportes.estructura import estructurar
from paac_reportes.lectura.archivos import datos_de_texto
from paac_reportes.textos.limpieza import PROHIBIDOS

CUALQUIERA = st.text(st.characters(codec=None), max_size=30)  # también sustitutos sueltos
ESCRIBIBLE = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40
).filter(lambda texto: not PROHIBIDOS.search(texto))
OPCIONAL = st.none() | CUALQUIERA


def objetos(clase: str) -> st.SearchStrategy[dict[str, Any]]:
    """Diccionarios con la forma del contrato y textos cualesquiera."""
    seguimiento = st.fixed_dictionaries(
        {
            "corte": st.dates(date(1900, 1, 1), date(2999, 12, 31)).map(
                lambda fecha: fecha.isoformat()
            )
        },
        optional={
            "texto": CUALQUIERA,
            "avance": st.decimals(0, 100, allow_nan=False) | st.integers(0, 100),
            "estado": st.sampled_from([estado.value for estado in paac.modelo.Estado]),
            "evidencias": st.lists(CUALQUIERA, max_size=2),
        },
    )
    seguimientos = st.lists(seguimiento, max_size=2, unique_by=lambda uno: str(uno["corte"]))
    textos = {
        "actividad": ("codigo", "descripcion", "meta", "responsable", "fecha_programada"),
        "tramite": ("numero", "nombre", "accion", "fecha_inicio", "fecha_fin"),
    }[clase]
    campos = dict.fromkeys(textos, OPCIONAL)
    return st.fixed_dictionaries({}, optional={**campos, "seguimientos": seguimientos})


PLANES = st.fixed_dictionaries(
    {
        "entidad": st.fixed_dictionaries({"nombre": CUALQUIERA}, optional={"correo": OPCIONAL}),
        "componentes": st.lists(
            st.fixed_dictionaries(
                {},
                optional={
                    "numero": st.integers(0, 99),
                    "nombre": OPCIONAL,
                    "subcomponentes": st.lists(
                        st.fixed_dictionaries(
                            {"actividades": st.lists(objetos("actividad"), max_size=2)},
                            optional={"nombre": OPCIONAL},
                        ),
                        max_size=2,
                    ),
                    "tramites": st.lists(objetos("tramite"), max_size=2),
                },
            ),
            min_size=1,
            max_size=2,
        ),
    },
    optional={"vigencia": st.integers(2000, 2100)},
)


@given(PLANES)
def test_de_plan_a_datos_y_de_vuelta_es_el_mismo_plan_tambien_por_json(
    crudo: dict[str, Any],
) -> None:
    plan = paac.desde_datos(crudo).contenido
    assert paac.desde_datos(paac.datos_de(plan)).contenido == plan

    suyo = estructurar(crudo, paac.Plan)
    texto = escribir_json(paac.datos_de(suyo)).decode("utf-8")
    assert estructurar(json.loads(texto), paac.Plan) == suyo


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
