"""Lo que cada fila del plan debe decir en cada tabla del formato, y bajo qué rótulo."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import attrs

from paac_reportes.estructura import Extras
from paac_reportes.formatos.definicion.columnas import Columna
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.formatos.definicion.recorridos import EXTRAS
from paac_reportes.formatos.definicion.tablas import LLAMADA, TablaDeFormato
from paac_reportes.modelo import Plan
from paac_reportes.modelo.filas import filas_de

Muestra = Callable[[str, object], bool]
"""Si un dato de un objeto salió, según quien compuso."""

_PASO = re.compile(r"([a-z_]+)\[([0-9]+)\]")
_RECORREN = {
    "actividades": {"actividades", "seguimientos"},
    "tramites": {"tramites", "seguimientos_de_tramites"},
    "intercambios": {"intercambios", "seguimientos_de_tramites"},
}
"""Por lista del plan, los recorridos cuyas filas son las suyas."""
_PROPIOS = {"dependencias": "dependencia", "componentes": "componente"}
_CAMPOS = _PROPIOS | {
    "subcomponentes": "subcomponente",
    "actividades": "actividad",
    "tramites": "tramite",
    "intercambios": "tramite",
}


@attrs.frozen
class Pedido:
    """Un dato de una fila del plan y la columna del formato que lo muestra."""

    dato: str
    valor: Any
    columna: Columna
    rotulo: str
    """El que se lee encima; nada si se redacta o llama a una nota."""

    @property
    def va_solo(self) -> bool:
        """Si la celda no dice nada más."""
        return len(self.columna.dato) == 1


@attrs.frozen
class FilaPedida:
    """Lo que una fila del plan debe decir en una tabla del formato."""

    ruta: str
    tabla: str
    pedidos: tuple[Pedido, ...]

    @property
    def clave(self) -> tuple[str, str]:
        """La tabla y la lista del plan, cuyas filas van en orden."""
        return self.tabla, self.ruta.rpartition(".")[2].partition("[")[0]


def pedidas_de(plan: Plan, formato: Formato, muestra: Muestra) -> Iterator[list[FilaPedida]]:
    """Por cada fila del plan y corte, lo que debe decir en cada tabla que puede mostrarla."""
    for fila in filas_de(plan):
        if fila["lista"] is None:
            continue
        objetos = _objetos_de(plan, fila["ruta"], fila["seguimiento.corte"])
        pedidas = [
            FilaPedida(fila["ruta"], nombre, pedidos)
            for nombre, tabla in formato.tablas.items()
            if any(s.recorre in _RECORREN[fila["lista"]] for s in tabla.secciones)
            and (pedidos := tuple(_pedidos(tabla, objetos, muestra)))
        ]
        if pedidas:
            yield pedidas


def _objetos_de(plan: Plan, ruta: str, corte: object) -> dict[str, Any]:
    """Los de una fila por el nombre de su raíz: ``actividad``, ``subcomponente`` y demás."""
    objeto: Any = plan
    objetos: dict[str, Any] = {}
    for campo, lugar in _PASO.findall(ruta):
        objeto = getattr(objeto, campo)[int(lugar)]
        objetos[_CAMPOS[campo]] = objeto
    suyos = (s for s in objeto.seguimientos if s.corte == corte)
    return objetos | {"seguimiento": next(suyos, None)}


def _pedidos(tabla: TablaDeFormato, objetos: dict[str, Any], muestra: Muestra) -> Iterator[Pedido]:
    for columna in tabla.columnas:
        if columna.marca is not None:
            continue
        rotulo = _rotulo_de(columna)
        for escrito in columna.dato:
            dato = _con_su_raiz(escrito, objetos)
            raiz, _, campo = dato.partition(".")
            objeto = objetos.get(raiz)
            if objeto is None or not muestra(dato, objeto):
                continue
            valor = _valor(objeto, campo)
            if valor not in _EN_BLANCO and not (isinstance(valor, str) and not valor.strip()):
                yield Pedido(dato, valor, columna, rotulo)


def _rotulo_de(columna: Columna) -> str:
    texto = columna.rotulo[-1]
    se_redacta = "{{" in texto or "{%" in texto or LLAMADA.search(texto)
    return "" if se_redacta else " ".join(texto.split())


_EN_BLANCO = (None, "", ())


def _con_su_raiz(dato: str, objetos: dict[str, Any]) -> str:
    """``extras.riesgo`` es de la actividad o el trámite de la fila."""
    if not dato.startswith(f"{EXTRAS}."):
        return dato
    return f"{'tramite' if 'tramite' in objetos else 'actividad'}.{dato}"


def _valor(objeto: Any, campo: str) -> Any:
    nombre, _, resto = campo.partition(".")
    valor = getattr(objeto, nombre, None)
    if isinstance(valor, Extras):
        return valor.get(resto)
    return _valor(valor, resto) if resto and valor is not None else valor


def sueltos_de(plan: Plan, muestra: Muestra) -> Iterator[tuple[str, str]]:
    """Los textos que no son de una fila de la matriz: de la entidad, los cambios y las firmas."""
    duenos: list[tuple[str, str, Any]] = [("entidad", "entidad", plan.entidad)]
    cambios = enumerate(plan.control_cambios)
    duenos += [(f"control_cambios[{n}]", "cambio", uno) for n, uno in cambios]
    duenos += [(f"firmas[{n}]", "firma", uno) for n, uno in enumerate(plan.firmas)]
    for ruta, raiz, objeto in duenos:
        for campo in attrs.fields_dict(type(objeto)):
            valor = getattr(objeto, campo)
            if isinstance(valor, str) and valor.strip() and muestra(f"{raiz}.{campo}", objeto):
                yield f"{ruta}.{campo}", valor
