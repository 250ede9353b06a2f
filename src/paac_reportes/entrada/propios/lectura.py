"""Un documento en uno de los formatos, leído de lo que se ve."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Any

import attrs

from paac_reportes.entrada.contrato import plan_de
from paac_reportes.entrada.documentos.leido import Leido
from paac_reportes.entrada.documentos.visto import DocumentoVisto, TablaVista
from paac_reportes.entrada.filas.nodos import en_su_fila
from paac_reportes.entrada.propios.entorno import Entorno, entorno_de
from paac_reportes.entrada.propios.escondido import Escondido
from paac_reportes.entrada.propios.filas.cortes import Cortes
from paac_reportes.entrada.propios.filas.juntos.presentes import Presentes
from paac_reportes.entrada.propios.filas.lectura import Tablas
from paac_reportes.entrada.propios.filas.rutas.ruta import ruta_de_marca
from paac_reportes.entrada.propios.filas.sin_recoger import sin_recoger
from paac_reportes.entrada.propios.firmas import firmas_de
from paac_reportes.entrada.propios.hechura.hechura import Hechura
from paac_reportes.entrada.propios.hoja_de_datos import desacuerdos
from paac_reportes.entrada.propios.tablas.hallazgo import Hallazgo, hallar
from paac_reportes.entrada.propios.tablas.lineas import es_de_datos, lineas_de
from paac_reportes.errores import Aviso, ErrorDeEntrada, Falla
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.modelo.periodos import Periodicidad


def leer_propio(
    visto: DocumentoVisto, formato: Formato, escondido: Escondido, corte: date | None = None
) -> Leido:
    """El plan de un documento escrito en ese formato, y lo que en él cambió o no se entendió.

    Lanza ``ErrorDeEntrada`` si no trae ninguna de sus tablas, o si trae seguimientos y no se sabe
    de qué corte.
    """
    hechura = Hechura(formato, "documento" if visto.tipo == "docx" else "libro")
    hallazgo = hallar(lineas_de(visto), hechura)
    if not hallazgo.tablas:
        motivo = f"no trae ninguna de las tablas del formato {formato.codigo}"
        raise ErrorDeEntrada(Falla("", f"{motivo}: no se reconocieron sus rótulos"))
    avisos = list(visto.avisos)
    entorno = entorno_de(visto, hallazgo, hechura, escondido.palabras)
    cortes = _cortes(formato, escondido, entorno, corte)
    presentes = Presentes(visto.propiedades)
    tablas = Tablas(hechura, cortes, presentes, hallazgo.tablas, avisos)
    for tabla in hallazgo.tablas:
        tablas.leer(tabla)
    sin_corte = tablas.terminar()
    if sin_corte is not None:
        motivo = "trae seguimientos y el documento no dice de qué corte; dígalo con corte"
        raise ErrorDeEntrada(Falla(sin_corte, motivo))
    fuera = sin_recoger(hallazgo, tablas.recogidas)
    avisos += fuera.avisos
    avisos += _faltan(escondido, tablas.recogidas | fuera.marcas, tablas.quitadas)
    avisos += entorno.avisos()
    con_marcas = escondido.marcadas > 0
    avisos += desacuerdos(visto, tablas.recogida, formato, con_marcas=con_marcas)
    leido = _leido(tablas, _otras(tablas, entorno, hallazgo, hechura, avisos), cortes, avisos)
    return attrs.evolve(leido, tablas_sin_leer=tuple(_sin_leer(visto, hallazgo)))


def _sin_leer(visto: DocumentoVisto, hallazgo: Hallazgo) -> Iterator[TablaVista]:
    """Las tablas que no tienen los rótulos de ninguna del formato."""
    suyas = {linea.tabla for tabla in hallazgo.tablas for linea in tabla.rotulos}
    for parte in visto.partes:
        for bloque in () if parte.oculta else parte.bloques:
            if isinstance(bloque, TablaVista) and bloque not in suyas and not es_de_datos(bloque):
                yield bloque


def _faltan(escondido: Escondido, vistas: AbstractSet[str], dichas: int) -> Iterator[Aviso]:
    """Las filas que el documento llevaba y no están, además de las que ya se dijo cuáles son."""
    if escondido.filas is None or not escondido.marcadas:
        return
    de_ruta = {marca for marca in escondido.marcas if ruta_de_marca(marca) is not None}
    faltan = escondido.filas - len(escondido.marcas - de_ruta) - len(de_ruta & vistas) - dichas
    if faltan > 0:
        cuantas = "falta 1 fila" if faltan == 1 else f"faltan {faltan} filas"
        motivo = f"{cuantas} de las que llevaba, de las últimas de su lista o la lista entera"
        yield Aviso("documento_cambiado", "", motivo)


def _cortes(formato: Formato, escondido: Escondido, entorno: Entorno, corte: date | None) -> Cortes:
    periodicidad: Periodicidad = formato.periodicidad
    return Cortes(
        pedido=corte or escondido.corte or entorno.corte,
        vigencia=entorno.vigencia,
        periodicidad=periodicidad,
        de_columnas=escondido.cortes,
    )


def _otras(
    tablas: Tablas,
    entorno: Entorno,
    hallazgo: Hallazgo,
    hechura: Hechura,
    avisos: list[Aviso],
) -> dict[str, Any]:
    """Lo del plan que no sale de las filas de sus componentes."""
    entidad = {**tablas.del_plan.entidad, **entorno.entidad}
    if not entidad.get("nombre"):
        suya = hechura.formato.entidad
        entidad["nombre"] = suya.nombre if suya else ""
        motivo = "no se ve de qué entidad es"
        avisos.append(Aviso("lectura_dudosa", "", motivo))
    otras: dict[str, Any] = {"entidad": entidad}
    if entorno.vigencia is not None:
        otras["vigencia"] = entorno.vigencia
    firmas = firmas_de(hallazgo, hechura, avisos) or tablas.del_plan.firmas
    if firmas:
        otras["firmas"] = firmas
    if tablas.del_plan.control_cambios:
        otras["control_cambios"] = tablas.del_plan.control_cambios
    return otras


def _leido(tablas: Tablas, otras: dict[str, Any], cortes: Cortes, avisos: list[Aviso]) -> Leido:
    """El plan armado; cada falla dice la celda."""
    recogida = tablas.recogida
    datos, origenes = recogida.armado()
    avisos += _sin_nombre(datos)
    try:
        plan = plan_de({**datos, **otras})
    except ErrorDeEntrada as error:
        raise ErrorDeEntrada(en_su_fila(error.fallas, origenes)) from None
    return Leido(
        plan=plan,
        avisos=tuple(dict.fromkeys(avisos)),
        corte=cortes.pedido,
        columnas=tuple(tablas.columnas),
        lugares=origenes,
        sin_leer=frozenset(tablas.sin_leer),
    )


def _sin_nombre(datos: dict[str, Any]) -> Iterator[Aviso]:
    """Las dependencias que están y cuyo nombre el formato no muestra."""
    calladas = [d for d in datos.get("dependencias", ()) if "nombre" not in d]
    for dependencia in calladas:
        dependencia["nombre"] = ""
    if calladas:
        motivo = f"no se ve el nombre de {len(calladas)}, y quedó en blanco"
        yield Aviso("lectura_dudosa", "dependencias", motivo)
