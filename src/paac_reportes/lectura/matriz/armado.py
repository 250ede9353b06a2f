"""De los registros a su contenido: cada uno bajo quien lo lleva, y de dónde salió cada dato."""

from collections.abc import Mapping, Sequence
from typing import Any

from paac_reportes.errores import Aviso
from paac_reportes.lectura.filas.armado import Nodo, contenido_armado, lugares_de
from paac_reportes.lectura.matriz.declaraciones import Declaracion
from paac_reportes.lectura.matriz.palabras import rotulo_de
from paac_reportes.lectura.matriz.registros import Datos, Registro, Valor
from paac_reportes.lectura.matriz.tablas import Columna, Tramo
from paac_reportes.modelo.temas import Contenido, tema


def armado(
    registros: Sequence[Registro],
    declaracion: Declaracion,
    generales: Mapping[str, Any],
    avisos: list[Aviso],
) -> tuple[Contenido, dict[str, str]]:
    """Contenido de unos registros y, por ruta, la celda de donde salió cada dato."""
    raiz = Nodo("")
    de_quien = [dato.partition(".")[0] for dato in declaracion.contexto]
    if not any("dependencia.nombre" in registro.contexto for registro in registros):
        de_quien = [objeto for objeto in de_quien if objeto != "dependencia"]
    for registro in registros:
        nodo = raiz
        for objeto in de_quien if registro.tramo.raiz is declaracion.raices[0] else de_quien[:-1]:
            nodo = _quien_lo_lleva(nodo, objeto, registro, avisos)
        lista = registro.tramo.raiz.lista
        lista = registro.contexto["lista"] if lista == "tramites" else lista
        _poner_registro(nodo.hijo(lista, id(registro), registro.lugar), registro)
    contenido = contenido_armado(raiz, tema(declaracion.clave), generales)
    return contenido, lugares_de(raiz, generales)


def _quien_lo_lleva(padre: Nodo, objeto: str, registro: Registro, avisos: list[Aviso]) -> Nodo:
    """Nodo de la dependencia, el componente, el subcomponente o el proceso de un registro."""
    datos: Datos = {
        dato.removeprefix(f"{objeto}."): valor
        for dato, valor in registro.contexto.items()
        if dato.startswith(f"{objeto}.")
    }
    nombre = datos.get("nombre", Valor(None, ""))
    if nombre.valor is None and objeto in {"dependencia", "proceso"}:
        datos["nombre"] = nombre = Valor(f"Sin {objeto}", "")
        motivo = f"no dice de qué {objeto} es: quedó en «{nombre.valor}»"
        avisos.append(Aviso("lugar_supuesto", registro.tramo.tabla.lugar, motivo))
    if objeto == "componente":
        datos["numero"] = Valor(registro.contexto["numero"], nombre.lugar)
        if (etiqueta := _etiqueta_de(registro.tramo)) is not None:
            datos["etiqueta_seguimiento"] = Valor(etiqueta.rotulo, etiqueta.lugar)
    numero = datos["numero"].valor if "numero" in datos else None
    clave = (numero, rotulo_de(nombre.valor or "").letras)
    nodo = padre.hijo(f"{objeto}s", clave, nombre.lugar)
    _poner(nodo, datos)
    return nodo


def _etiqueta_de(tramo: Tramo) -> Columna | None:
    """Única columna de texto del seguimiento, si su rótulo no dice su corte: es su etiqueta."""
    de_texto = [c for c in tramo.columnas if "seguimiento.texto" in c.datos]
    if len(de_texto) != 1 or de_texto[0].con_su_corte or len(de_texto[0].camino) != 1:
        return None
    return de_texto[0]


def _poner_registro(nodo: Nodo, registro: Registro) -> None:
    """Pone en el nodo de un registro sus datos, sus listas y lo de cada corte."""
    franja = registro.contexto.get("riesgo.franja")
    extras = {**({"franja": franja} if franja else {}), **registro.extras}
    _poner(nodo, registro.datos)
    _poner(nodo, {f"extras.{clave}": valor for clave, valor in extras.items()})
    for lista, hijos in registro.hijos.items():
        for n, datos in enumerate(hijos):
            lugar = next((v.lugar for v in datos.values() if v.lugar), "")
            _poner(nodo.hijo(lista, n, lugar), datos)
    for corte, reporte in registro.cortes.items():
        if reporte:
            seguimiento = nodo.hijo("seguimientos", corte, registro.lugar)
            _poner(seguimiento, {"corte": Valor(corte, ""), **reporte})


def _poner(nodo: Nodo, datos: Datos) -> None:
    """Pone unos datos en un nodo; manda lo que ya tenía."""
    for campo, valor in datos.items():
        if valor.valor is not None and campo not in nodo.datos:
            nodo.datos[campo], nodo.lugares[campo] = valor.valor, valor.lugar
