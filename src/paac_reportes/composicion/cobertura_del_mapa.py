"""Lo que el mapa de riesgos trae y un formato de mapa no muestra."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from paac_reportes.composicion.tablas.de_mapa import (
    hay_a_cargo,
    seguimiento_de_control_interno,
)
from paac_reportes.composicion.variables import Mostrado
from paac_reportes.errores import Aviso
from paac_reportes.estructura import SIN_EXTRAS, Extras
from paac_reportes.estructura.formas import campos_propios
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.recorrer import objetos_de, recorrer
from paac_reportes.modelo.riesgos import Accion, Causa, Control, MapaDeRiesgos, Riesgo
from paac_reportes.textos.valores import contar, lista

_SE_VE_COMO = {
    "causa": ("causa", "causa_inmediata", "causa_raiz"),
    "residual": ("residual", "residual_final"),
    "accion": ("accion", "a_cargo"),
}
"""Las raíces con que se muestra lo de cada una."""
_DEL_CATALOGO: Mapping[str, tuple[str, ...]] = {
    "inherente": ("riesgo.inherente",),
    "residual": ("control.residual", "riesgo.residual"),
    "seguimiento": ("seguimiento_de_riesgo",),
    "materializacion": ("seguimiento_de_riesgo.materializacion",),
}
_NO_SE_ESPERAN = frozenset(
    {
        *("mapa.regimen", "mapa.metodologia", "control.causas_que_ataca"),  # con qué se hizo
        *("mapa.entidad", "mapa.vigencia", "mapa.textos"),  # son también del plan
        *("seguimiento.quien", "seguimiento.corte", "control_seguido.control"),  # de qué se habla
        *("riesgo.inherente", "riesgo.residual", "control.residual"),  # van dato por dato
        "seguimiento.materializacion",
    }
)
_SIN_DATO: tuple[object, ...] = (None, "", (), {})


def avisos_del_mapa(
    mapa: MapaDeRiesgos, corte: date | None, mostrado: Mostrado, de_que: str
) -> Iterator[Aviso]:
    """Lo que de él no salió; ``de_que`` es el formato, y con qué empieza cada mensaje."""
    riesgos = objetos_de(mapa, Riesgo)
    if riesgos and not any(map(mostrado.salio, riesgos)):
        yield Aviso("mapa_no_mostrado", "", f"{de_que} el mapa de riesgos")
        return
    retirados = [uno for uno in recorrer(mapa, Riesgo) if not uno.objeto.esta_vigente]
    if retirados:
        cuales = ", ".join(uno.objeto.referencia or uno.ruta for uno in retirados)
        motivo = f"{de_que} los riesgos retirados: {cuales}"
        yield Aviso("datos_no_mostrados", "", motivo)
    if ocultos := _contar(mapa, corte, mostrado):
        dichos = ", ".join(f"{_rotulo(d)} × {n}" for d, n in sorted(ocultos.items()))
        yield Aviso("datos_no_mostrados", "", f"{de_que} {dichos}")


def cuanto_trae(mapa: MapaDeRiesgos) -> str:
    """``4 riesgos, 6 causas, 7 controles y 3 acciones``."""
    return lista(
        [
            contar(len(objetos_de(mapa, clase)), uno, varios)
            for clase, uno, varios in (
                (Riesgo, "riesgo", "riesgos"),
                (Causa, "causa", "causas"),
                (Control, "control", "controles"),
                (Accion, "acción", "acciones"),
            )
        ]
    )


def _contar(mapa: MapaDeRiesgos, corte: date | None, mostrado: Mostrado) -> Counter[str]:
    """De lo suyo hasta ese corte, cuántas veces está cada dato que no salió."""
    cuentas: Counter[str] = Counter()
    for raiz, objetos in _objetos_de(mapa, corte).items():
        for objeto in objetos:
            cuentas.update(_ocultos(raiz, objeto, mostrado))
    cuentas.subtract(_a_cargo(mapa, mostrado))
    cuentas.subtract(_aplicados(mapa, corte, mostrado))
    return +cuentas


def _a_cargo(mapa: MapaDeRiesgos, mostrado: Mostrado) -> Iterator[str]:
    """Lo que de un riesgo salió como lo diría una acción suya."""
    for campo in ("responsable", "indicador"):
        if mostrado.muestra_alguno(f"a_cargo.{campo}"):
            for riesgo in _vigentes(mapa):
                if getattr(riesgo, campo) and not hay_a_cargo(riesgo):
                    yield f"riesgo.{campo}"


def _aplicados(mapa: MapaDeRiesgos, corte: date | None, mostrado: Mostrado) -> Iterator[str]:
    """Las respuestas de control interno que salieron contadas."""
    if mostrado.muestra_alguno("aplicacion.texto"):
        for riesgo in _vigentes(mapa):
            suyo = seguimiento_de_control_interno(riesgo, corte)
            for uno in suyo.controles if suyo else ():
                if uno.aplicado is not None:
                    yield "control_seguido.aplicado"


def _vigentes(mapa: MapaDeRiesgos) -> list[Riesgo]:
    return [riesgo for riesgo in objetos_de(mapa, Riesgo) if riesgo.esta_vigente]


def _objetos_de(mapa: MapaDeRiesgos, corte: date | None) -> Mapping[str, Sequence[Any]]:
    """Los que se espera ver, por la raíz de sus datos; de los seguimientos, los del corte."""
    objetos: defaultdict[str, list[Any]] = defaultdict(list)
    objetos["mapa"].append(mapa)
    objetos["seguimiento_del_mapa"] += (s for s in mapa.seguimientos if s.corte == corte)
    objetos["proceso"] += mapa.procesos
    for riesgo in _vigentes(mapa):
        objetos["riesgo"].append(riesgo)
        objetos["causa"] += riesgo.causas
        objetos["control"] += riesgo.controles
        objetos["accion"] += riesgo.acciones
        objetos["inherente"] += filter(None, [riesgo.inherente])
        objetos["residual"] += filter(None, [*(c.residual for c in riesgo.controles)])
        objetos["residual"] += filter(None, [riesgo.residual])
        for seguimiento in riesgo.seguimientos:
            if seguimiento.corte == corte:
                objetos["seguimiento"].append(seguimiento)
                objetos["control_seguido"] += seguimiento.controles
                objetos["materializacion"] += filter(None, [seguimiento.materializacion])
    return objetos


def _ocultos(raiz: str, objeto: Any, mostrado: Mostrado) -> Iterator[str]:
    clase: type = type(objeto)
    for campo in campos_propios(clase):
        dato, valor = f"{raiz}.{campo}", getattr(objeto, campo)
        nada_que_decir = valor in _SIN_DATO or (dato, valor) == ("riesgo.estado", "vigente")
        if nada_que_decir or dato in _NO_SE_ESPERAN or _salio(raiz, campo, objeto, mostrado):
            continue
        yield dato
    extras: Extras = getattr(objeto, "extras", SIN_EXTRAS)
    for nombre, valor in extras.items():
        if valor != "" and not mostrado.muestra(f"{raiz}.extras.{nombre}", objeto):
            yield f"{raiz}.extras.{nombre}"


def _salio(raiz: str, campo: str, objeto: object, mostrado: Mostrado) -> bool:
    if (raiz, campo) == ("causa", "clase"):  # la dice la columna en que está
        return any(mostrado.muestra(f"causa_{una}.texto", objeto) for una in ("inmediata", "raiz"))
    return any(mostrado.muestra(f"{una}.{campo}", objeto) for una in _SE_VE_COMO.get(raiz, (raiz,)))


def _rotulo(dato: str) -> str:
    """``Descripción del control (control.descripcion)``."""
    raiz, _, campo = dato.partition(".")
    suyo = f"{_DEL_CATALOGO.get(raiz, (raiz,))[0]}.{campo}"
    return f"{CATALOGO[suyo].largo} ({suyo})" if CATALOGO.conoce(suyo) else dato
