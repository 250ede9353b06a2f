"""El catálogo dice algo de cada campo del modelo, y de nada más."""

import attrs
import pytest

from paac_reportes.lectura.archivos import PlanEnArchivo
from paac_reportes.modelo.campos import Campo, Catalogo, Objeto
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.filas import CLASES, CLAVES

OBJETOS = list(CATALOGO.objetos.items())


def campos_de(objeto: Objeto) -> set[str]:
    """Los del modelo; los de un plan, como van en su archivo."""
    clase = PlanEnArchivo if issubclass(PlanEnArchivo, objeto.clase) else objeto.clase
    return set(attrs.fields_dict(clase))


@pytest.mark.parametrize(("raiz", "objeto"), OBJETOS, ids=[raiz or "plan" for raiz, _ in OBJETOS])
def test_cada_campo_tiene_su_entrada_y_cada_entrada_su_campo(raiz: str, objeto: Objeto) -> None:
    assert set(objeto.campos) == campos_de(objeto)


def test_cada_clase_de_una_fila_esta_con_su_raiz() -> None:
    assert {raiz: CATALOGO.objetos[raiz].clase for raiz in CLASES} == CLASES


def test_cada_entrada_dice_que_es_en_una_frase() -> None:
    mudas = [
        f"{raiz}.{nombre}"
        for raiz, objeto in OBJETOS
        for nombre, campo in objeto.campos.items()
        if len(campo.dice) < 10 or not campo.dice.endswith((".", "…"))
    ]

    assert mudas == []


def test_fuera_de_su_tabla_no_hay_dos_que_se_llamen_igual() -> None:
    datos = [dato for raiz in CLASES for dato in CATALOGO.datos(raiz)]
    largos = [CATALOGO[dato].largo for dato in datos]
    repetidos = sorted({uno for uno in largos if largos.count(uno) > 1})

    assert len(datos) > 35
    assert repetidos == []


def test_lo_que_un_libro_llamo_antes_no_es_de_otro_campo() -> None:
    """Un libro ya entregado se lee por sus rótulos de entonces."""
    ahora = {
        (raiz, rotulo)
        for raiz, objeto in OBJETOS
        for campo in objeto.campos.values()
        for rotulo in campo.rotulos
    }
    antes = {
        (raiz, rotulo)
        for raiz, objeto in OBJETOS
        for campo in objeto.campos.values()
        for rotulo in campo.antes
    }

    assert len(antes) > 8
    assert antes & ahora == set()


@pytest.mark.parametrize(
    ("dato", "rotulo"),
    [
        ("actividad.producto", "Producto"),
        ("actividad.valor_total", "Valor total"),
        ("seguimiento.logros", "Logros"),
        ("actividad.extras.riesgo_asociado", "Riesgo asociado"),
    ],
)
def test_el_que_no_tiene_entrada_se_llama_como_su_nombre(dato: str, rotulo: str) -> None:
    assert CATALOGO[dato].rotulo == rotulo


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


@pytest.mark.parametrize(
    ("rotulo", "en_frase"),
    [("Fecha final", "fecha final"), ("NIT", "NIT"), ("Código SUIT", "código SUIT"), ("", "")],
)
def test_a_mitad_de_una_frase(rotulo: str, en_frase: str) -> None:
    assert Campo(rotulo).en_frase == en_frase


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

    assert Catalogo({"campo": suyo}).de_clase(Propia, "rotulo") is rotulo


def test_de_la_entidad_van_en_las_filas_los_datos_que_la_identifican() -> None:
    assert [clave for clave in CLAVES if clave.startswith("entidad.")] == [
        "entidad.nombre",
        "entidad.departamento",
        "entidad.nit",
        "entidad.divipola",
    ]
