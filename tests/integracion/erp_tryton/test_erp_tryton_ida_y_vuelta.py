"""Un plan entra en las tablas y vuelve igual: nada de él se pierde."""

import attrs
import pytest
from ayudas import tryton
from ayudas.compartido import DATOS, con_datos_reales
from ayudas.ejemplos import ejemplos
from ayudas.planes_completos import planes_completos
from hypothesis import HealthCheck, assume, given

import paac_reportes as paac

_REALES = sorted(ruta.name for ruta in DATOS.glob("*.json"))


def test_el_plan_del_ejemplo_vuelve_igual(base: tryton.Base) -> None:
    assert base.leido() == paac.leer(tryton.EJEMPLO / "plan.yaml").sin_dudas()


def test_un_plan_con_su_mapa_de_riesgos_vuelve_igual(base: tryton.Base) -> None:
    ejemplos_del_proyecto = tryton.RAIZ / "ejemplos"
    plan = paac.leer(ejemplos_del_proyecto / "ptep" / "plan.yaml").sin_dudas()
    mapa = paac.leer(ejemplos_del_proyecto / "mapa_de_riesgos" / "mapa.yaml", como="mapa")
    suyo = attrs.evolve(plan, mapa_de_riesgos=mapa.sin_dudas())
    with base.transaccion() as transaccion:
        from trytond_paac.puente import escritura, lectura

        leido = lectura.plan_de(escritura.crear_plan(suyo))
        transaccion.rollback()
    assert leido == suyo


@pytest.mark.una_de_cada
@con_datos_reales
@pytest.mark.parametrize("archivo", _REALES)
def test_un_documento_real_vuelve_igual(base: tryton.Base, archivo: str) -> None:
    importado = tryton.importar((DATOS / archivo).read_bytes(), archivo)
    with base.transaccion():
        from trytond.pool import Pool
        from trytond_paac.puente import lectura

        leido = lectura.plan_de(Pool().get("paac.plan")(importado.id))
    assert leido == paac.leer(DATOS / archivo).sin_dudas()


@ejemplos(5, HealthCheck.function_scoped_fixture)
@given(plan=planes_completos())
def test_todo_lo_que_el_contrato_admite_vuelve_igual(base: tryton.Base, plan: paac.Plan) -> None:
    # Sin nombre no hay con qué mostrarlos en una lista: Tryton los pide, y lo dice.
    assume(all((plan.entidad.nombre, *(d.nombre for d in plan.dependencias), *plan.textos)))
    with base.transaccion() as transaccion:
        from trytond_paac.puente import escritura, lectura

        leido = lectura.plan_de(escritura.crear_plan(plan))
        transaccion.rollback()
    assert leido == plan


def test_armar_el_plan_no_hace_una_consulta_por_fila(base: tryton.Base) -> None:
    consultas = [_consultas(base, filas) for filas in (20, 150)]
    assert consultas[0] == consultas[1]


def _consultas(base: tryton.Base, filas: int) -> int:
    """Cuántas hace falta para armar un plan de tantas filas."""
    actividades = [
        paac.modelo.Actividad(
            codigo=f"1.{n}",
            seguimientos=(
                paac.modelo.Seguimiento(corte=tryton.CORTE, texto=f"t{n}", evidencias=("e",)),
            ),
        )
        for n in range(filas)
    ]
    componente = paac.modelo.Componente(
        subcomponentes=(paac.modelo.Subcomponente(actividades=tuple(actividades)),)
    )
    plan = paac.Plan(entidad=paac.Entidad(nombre="M"), componentes=(componente,))
    with base.transaccion() as transaccion:
        from trytond_paac.puente import escritura, lectura

        registro = escritura.crear_plan(attrs.evolve(plan, vigencia=2023))
        transaccion.commit()
        identificador = registro.id
    dichas: list[str] = []
    with base.transaccion() as transaccion:
        from trytond.pool import Pool

        transaccion.connection.set_trace_callback(dichas.append)
        lectura.plan_de(Pool().get("paac.plan")(identificador))
        transaccion.connection.set_trace_callback(None)
    return len([d for d in dichas if d.startswith("SELECT")])
