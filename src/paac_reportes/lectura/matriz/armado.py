"""De los registros a su contenido: cada uno bajo quien lo lleva, y de dónde salió cada dato."""

from collections.abc import Mapping, Sequence
from typing import Any

from paac_reportes.errores import Aviso
from paac_reportes.lectura.filas.armado import Nodo, contenido_armado
from paac_reportes.lectura.matriz.declaraciones import Declaracion
from paac_reportes.lectura.matriz.palabras import rotulo_de
from paac_reportes.lectura.matriz.registros import Datos, Registro, Valor
from paac_reportes.lectura.matriz.tablas import Columna, Tramo
from paac_reportes.modelo.temas import Contenido, tema

_LISTAS = {
    "dependencia": "dependencias",
    "componente": "componentes",
    "subcomponente": "subcomponentes",
    "proceso": "procesos",
}


def armado(
    registros: Sequence[Registro],
    declaracion: Declaracion,
    generales: Mapping[str, Any],
    avisos: list[Aviso],
) -> tuple[Contenido, dict[str, str]]:
    """Contenido de unos registros y, por ruta, la celda de donde salió cada dato."""
    raiz = Nodo("")
    hay_dependencias = any("dependencia.nombre" in r.contexto for r in registros)
    for registro in registros:
        if declaracion.hijos:
            padre = _del_proceso(raiz, registro, avisos)
        else:
            padre = _del_plan(raiz, registro, avisos, hay_dependencias=hay_dependencias)
        _poner(padre.hijo(registro.lista, id(registro), registro.lugar), registro)
    return contenido_armado(raiz, tema(declaracion.clave), generales)


def _nodo(padre: Nodo, objeto: str, clave: object, datos: Datos, lugar: str) -> Nodo:
    nodo = padre.hijo(_LISTAS[objeto], clave, lugar)
    for campo, valor in datos.items():
        if campo not in nodo.datos and valor.valor is not None:
            nodo.datos[campo], nodo.lugares[campo] = valor.valor, valor.lugar
    return nodo


def _del_plan(
    raiz: Nodo, registro: Registro, avisos: list[Aviso], *, hay_dependencias: bool
) -> Nodo:
    """Nodo del que cuelga una fila de un plan: su componente o su subcomponente."""
    contexto, padre = registro.contexto, raiz
    if hay_dependencias:
        dependencia = contexto.get("dependencia.nombre")
        if dependencia is None:
            dependencia = Valor("Sin dependencia", registro.lugar)
            motivo = "no dice de qué dependencia es, y otras filas sí: quedó en «Sin dependencia»"
            aviso = Aviso("lugar_supuesto", registro.tramo.tabla.lugar, motivo)
            avisos += [aviso] if aviso not in avisos else []
        clave = rotulo_de(dependencia.valor).letras
        padre = _nodo(padre, "dependencia", clave, {"nombre": dependencia}, dependencia.lugar)
    nombre = contexto.get("componente.nombre")
    numero = contexto.get("numero")
    datos: Datos = {}
    lugar = nombre.lugar if nombre else ""
    if numero is not None:
        datos["numero"] = Valor(numero, lugar)
    if nombre is not None:
        datos["nombre"] = nombre
    suya = (numero, rotulo_de(nombre.valor).letras if nombre and nombre.valor else "")
    padre = _nodo(padre, "componente", suya, datos, lugar)
    etiqueta = etiqueta_de(registro.tramo)
    if etiqueta is not None and "etiqueta_seguimiento" not in padre.datos:
        padre.datos["etiqueta_seguimiento"] = etiqueta.rotulo
        padre.lugares["etiqueta_seguimiento"] = etiqueta.lugar
    if registro.lista != "actividades":
        return padre
    nombre = contexto.get("subcomponente.nombre")
    clave = rotulo_de(nombre.valor).letras if nombre else ""
    return _nodo(
        padre,
        "subcomponente",
        clave,
        {"nombre": nombre} if nombre else {},
        nombre.lugar if nombre else "",
    )


def etiqueta_de(tramo: Tramo) -> Columna | None:
    """Única columna de texto del seguimiento, si su rótulo no dice su corte: es su etiqueta."""
    de_texto = [c for c in tramo.columnas if "seguimiento.texto" in c.datos]
    if len(de_texto) != 1 or de_texto[0].con_su_corte or len(de_texto[0].camino) != 1:
        return None
    return de_texto[0]


def _del_proceso(raiz: Nodo, registro: Registro, avisos: list[Aviso]) -> Nodo:
    """Proceso del que cuelga un riesgo."""
    nombre = registro.contexto.get("proceso.nombre")
    if nombre is None:
        nombre = Valor("Sin proceso", "")
        aviso = Aviso(
            "lugar_supuesto",
            registro.tramo.tabla.lugar,
            "no dice de qué proceso es: quedó en «Sin proceso»",
        )
        avisos += [aviso] if aviso not in avisos else []
    datos = {
        dato.partition(".")[2]: valor
        for dato, valor in registro.contexto.items()
        if dato.startswith("proceso.")
    }
    franja = registro.contexto.get("riesgo.franja")
    if franja is not None:
        registro.extras = {"franja": franja, **registro.extras}
    return _nodo(
        raiz, "proceso", rotulo_de(nombre.valor).letras, {**datos, "nombre": nombre}, nombre.lugar
    )


def _poner(nodo: Nodo, registro: Registro) -> None:
    """Pone en el nodo de un registro sus datos, sus listas y lo de cada corte."""
    for campo, valor in registro.datos.items():
        nodo.datos[campo], nodo.lugares[campo] = valor.valor, valor.lugar
    for clave, valor in registro.extras.items():
        nodo.datos[f"extras.{clave}"], nodo.lugares[f"extras.{clave}"] = valor.valor, valor.lugar
    for lista, hijos in registro.hijos.items():
        for n, datos in enumerate(hijos):
            lugar = next((v.lugar for v in datos.values() if v.lugar), "")
            _llenar(nodo.hijo(lista, n, lugar), datos)
    for corte, reporte in registro.cortes.items():
        if reporte:
            seguimiento = nodo.hijo("seguimientos", corte, registro.lugar)
            seguimiento.datos["corte"] = corte
            _llenar(seguimiento, reporte)


def _llenar(nodo: Nodo, datos: Datos) -> None:
    for campo, valor in datos.items():
        nodo.datos[campo] = valor.valor
        if valor.lugar:
            nodo.lugares[campo] = valor.lugar
