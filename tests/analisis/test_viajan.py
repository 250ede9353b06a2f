"""Lo que dan ``analizar`` y ``comparar`` pasa por pickle después de mirarse, y allá dice lo mismo.

Prueba ``analisis.analisis``, ``analisis.cifras`` y ``analisis.comparacion``.
"""

import copy
import pickle
from collections.abc import Callable
from typing import Any

import pytest
from ayudas.a_medida import plan_de
from ayudas.comparaciones import ABRIL, AGOSTO, codigos, con_avances
from ayudas.compartido import RAIZ

import paac_reportes as paac

LLEVAR: dict[str, Callable[[Any], Any]] = {
    "pickle": lambda valor: pickle.loads(pickle.dumps(valor)),  # noqa: S301 - el de aquí
    "copia": copy.deepcopy,
}
de_cada_modo = pytest.mark.parametrize("llevar", LLEVAR.values(), ids=LLEVAR)
PLAN = plan_de(
    con_avances("1", "Publicar el mapa", abril=20, agosto=100),
    con_avances("2", "Socializar el plan", abril=100, agosto=100),
    con_avances("3", "Medir la satisfacción", agosto=5),
)


def mirado(valor: Any) -> Any:
    """El valor, después de mirar todo lo suyo."""
    for nombre in dir(valor):
        if not nombre.startswith("_"):
            getattr(valor, nombre)
    str(valor)
    return valor


@de_cada_modo
def test_un_analisis(llevar: Callable[[Any], Any]) -> None:
    analisis = mirado(paac.analizar(PLAN, corte=AGOSTO))
    traido = llevar(analisis)

    assert paac.datos_de(traido) == paac.datos_de(analisis)
    assert (str(traido.todo.avance), str(traido.todo.avance_anterior)) == (
        *("68.33333333333333333333333333333333333333", "60"),
    )


@de_cada_modo
def test_una_comparacion_dice_lo_mismo_de_cada_fila(llevar: Callable[[Any], Any]) -> None:
    comparacion = paac.comparar(paac.analizar(PLAN, corte=ABRIL), paac.analizar(PLAN, corte=AGOSTO))
    traida = llevar(mirado(comparacion))

    assert codigos(traida.terminaron) == ["1"]
    assert codigos(pareja.despues for pareja in traida.avanzaron) == ["1"]
    assert paac.datos_de(traida) == paac.datos_de(comparacion)


@de_cada_modo
def test_con_el_archivo_del_informe_anterior(llevar: Callable[[Any], Any]) -> None:
    antes = plan_de(con_avances("1", "Publicar el mapa", abril=30))
    analisis = mirado(paac.analizar(PLAN, corte=AGOSTO, anterior=antes))
    traido = llevar(analisis)

    assert traido.todo.avance_anterior == 30
    assert paac.datos_de(traido) == paac.datos_de(analisis)


@de_cada_modo
def test_las_cifras_de_un_mapa_y_su_comparacion(llevar: Callable[[Any], Any]) -> None:
    mapa = paac.leer(RAIZ / "ejemplos/mapa_de_riesgos/mapa.yaml", como="mapa").sin_dudas()
    cifras, comparacion = mirado(paac.analizar(mapa)), mirado(paac.comparar(mapa, mapa))

    assert paac.datos_de(llevar(cifras)) == paac.datos_de(cifras)
    assert paac.datos_de(llevar(comparacion)) == paac.datos_de(comparacion)
