"""El catálogo dice algo de cada campo de cada contenido, y de nada más."""

import attrs
import pytest

from paac_reportes.lectura.archivos import PlanEnArchivo
from paac_reportes.modelo.campos import Campo, CatalogoDeDatos, FichaDeContenido, Objeto
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.filas import FormaDeFilas, forma_de_filas
from paac_reportes.modelo.recorrer import todos_los_contenidos
from paac_reportes.modelo.temas import PLAN, Tema, claves, tema

TEMAS = [tema(clave) for clave in claves()]
FORMAS = [forma_de_filas(suyo) for suyo in TEMAS]


def objetos_del(suyo: Tema) -> list[Objeto]:
    """El del contenido y los de todo lo que lleva, también lo de otro contenido."""
    clases = (suyo.clase, *(uno.clase for uno in todos_los_contenidos(suyo.clase)))
    return [*dict.fromkeys(map(CATALOGO.objeto, clases))]


OBJETOS = [*dict.fromkeys(objeto for suyo in TEMAS for objeto in objetos_del(suyo))]


def campos_de(objeto: Objeto) -> set[str]:
    """Los del modelo; los de un plan, como van en su archivo."""
    clase = PlanEnArchivo if issubclass(PlanEnArchivo, objeto.clase) else objeto.clase
    return set(attrs.fields_dict(clase))


@pytest.mark.parametrize("objeto", OBJETOS, ids=[objeto.clase.__name__ for objeto in OBJETOS])
def test_cada_campo_tiene_su_entrada_y_cada_entrada_su_campo(objeto: Objeto) -> None:
    assert set(objeto.campos) == campos_de(objeto)


def test_cada_entrada_dice_que_es_en_una_frase() -> None:
    mudas = [
        f"{objeto.clase.__name__}.{nombre}"
        for objeto in OBJETOS
        for nombre, campo in objeto.campos.items()
        if len(campo.dice) < 10 or not campo.dice.endswith((".", "…"))
    ]

    assert mudas == []


@pytest.mark.parametrize("forma", FORMAS, ids=claves())
def test_dos_columnas_de_unas_filas_no_se_llaman_igual(forma: FormaDeFilas) -> None:
    largos = [forma.campo(clave).largo for clave in forma.claves]
    repetidos = sorted({uno for uno in largos if largos.count(uno) > 1})

    assert len(largos) > 35
    assert repetidos == []


def test_en_una_misma_tabla_ningun_rotulo_se_repite() -> None:
    datos = ("tramite.estado", "seguimiento.estado", "tramite.tipo", "actividad.notas")
    assert CATALOGO.rotulos(datos) == {
        "tramite.estado": "Estado del trámite",
        "seguimiento.estado": "Estado",
        "tramite.tipo": "Tipo",
        "actividad.notas": "Notas",
    }
    assert CATALOGO.rotulos(("actividad.notas", "seguimiento.notas")) == {
        "actividad.notas": "Notas (actividad.notas)",
        "seguimiento.notas": "Notas (seguimiento.notas)",
    }


def test_lo_que_el_modelo_admite_se_pregunta_por_el_dato() -> None:
    assert CATALOGO.opciones("seguimiento.verificacion.resultado") == (
        "verificada",
        "parcial",
        "no_verificada",
    )
    assert CATALOGO.opciones("entidad.orden") == ("nacional", "territorial")
    limites = CATALOGO.limites("seguimiento.avance")
    assert limites is not None
    assert (limites.minimo, limites.maximo) == (0, 100)
    assert CATALOGO.limites("actividad.meta") is None
    assert CATALOGO.tipo("seguimiento.evidencias") is tuple
    assert CATALOGO.tipo("actividad.extras.cupos") is str


def test_un_catalogo_se_pregunta_por_una_clase_hecha_de_otra() -> None:
    class Propia(Campo):
        pass

    rotulo = Campo("Rótulo")
    suyo = Objeto(Campo, "Campo", "Lo que se dice.", {"rotulo": rotulo})

    catalogo = CatalogoDeDatos(lambda: FichaDeContenido(Campo, "", (suyo,)))
    assert catalogo.de_clase(Propia, "rotulo") is rotulo


def test_de_la_entidad_van_en_las_filas_los_datos_que_la_identifican() -> None:
    del_plan = forma_de_filas(PLAN).claves
    assert [clave for clave in del_plan if clave.startswith("entidad.")] == [
        "entidad.nombre",
        "entidad.departamento",
        "entidad.nit",
        "entidad.divipola",
    ]
