"""El oficio a cada dependencia, o a cada responsable, con lo que tiene pendiente."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Literal

import attrs

from paac_reportes.analisis.analisis import Analisis, codigos_de
from paac_reportes.api.cifras import analizar
from paac_reportes.api.eventos import registra
from paac_reportes.api.pedidos import reporte
from paac_reportes.api.salida import Guardado, carpeta_nueva, guardar_bytes
from paac_reportes.api.tipos import (
    CodigoDeFormato,
    OpcionesDeMetodologia,
    Ruta,
    UnPlan,
    comprobar_carpeta,
    comprobar_clase,
    comprobar_tipos,
    dia_del_corte,
    metodologia_dada,
    recorridos,
)
from paac_reportes.errores import Aviso, sin_repetir
from paac_reportes.estructura import error_de_argumento
from paac_reportes.estructura.corrientes import puerta
from paac_reportes.estructura.valores import Reloj
from paac_reportes.formatos.definicion.formato import Formato
from paac_reportes.grupos import agrupadas
from paac_reportes.informe.frases import en_lista
from paac_reportes.informe.propuestas import A_TODAS, A_TODOS, recomendaciones_de
from paac_reportes.libros.captura.filas import DeQuien, Reparto, comprobar_que_se_reparte
from paac_reportes.modelo import Metodologia, Plan
from paac_reportes.modelo.recorrer import contenidos_de
from paac_reportes.modelo.temas import PLAN, contenido_y_dudas_de
from paac_reportes.textos.frases import en_un_renglon, nombre_en_frase
from paac_reportes.textos.markdown import ListaDeMarkdown, con_sus_signos
from paac_reportes.textos.valores import en_ascii, lista

_DE_LO_QUE_NO_VA = ("_no_mostrado", "_no_mostrada", "_no_mostrados", "corte_sin_seguimientos")
"""Con qué terminan los códigos de los avisos de lo que un oficio no lleva: el plan y su corte."""
_LETRAS = 60
"""Las que del destinatario pasan al nombre de su archivo."""


@registra("oficios.escritos")
@puerta
def oficios(  # noqa: PLR0913 - todas se dicen por su nombre
    plan: "UnPlan",
    corte: date,
    carpeta: "Ruta",
    *,
    por: str | None = None,
    tipos: Sequence[Literal["docx", "pdf", "html"]] = ("docx", "pdf"),
    formato: "CodigoDeFormato | Formato" = "oficio-pendientes",
    metodologia: "Metodologia | OpcionesDeMetodologia | None" = None,
) -> Guardado:
    """Las cartas a cada quien con lo vencido, lo que viene y lo que el informe le pide.

    ``por`` es como en ``capturar``: sin él, una por dependencia; ``"actividad.responsable"``, una
    por responsable, y la fila que dice «A; B» va en las dos. Lo pendiente, y lo que se pide, es lo
    del informe del plan entero; a quien no tiene nada no se le escribe, y la fila que no dice de
    quién es no va en ninguna, y se avisa. ``plan.textos`` da ``plazo_para_responder`` (sin él
    queda el renglón en blanco, y se avisa), ``ciudad``, ``fecha_elaboracion``,
    ``numero_del_oficio``, ``saludo_del_oficio`` y ``remitente``, que firma; sin él, quien *Aprobó*
    o el último.

    ``archivos`` son sus rutas, en el orden del plan
    (``01-secretaria-de-hacienda-2026-08-31.docx``); ninguna si nadie tiene nada pendiente. Se
    escriben todas o ninguna, y reemplazan las que estén. Lanza ``ErrorDeEntrada``,
    ``ErrorDeFormato`` o ``ErrorDeEntorno``.
    """
    reloj = Reloj()
    contenido, dudas = contenido_y_dudas_de(plan)
    metodologia_pedida = metodologia_dada(metodologia)
    corte = dia_del_corte(corte, reloj)
    comprobar_tipos(contenido, corte, metodologia_pedida)
    comprobar_clase(date, corte=corte)
    comprobar_carpeta("carpeta", carpeta, hace_falta=True)
    extensiones = (
        [tipos] if isinstance(tipos, str) else recorridos("tipos", tipos, "lista_de_extensiones")
    )
    if not extensiones:
        raise error_de_argumento("tipos", "lista_de_extensiones", tipos)
    pendientes, del_reparto = _pendientes(contenido, corte, por, metodologia_pedida)
    avisos = [*dudas, *reloj.avisos, *del_reparto]
    archivos: list[tuple[Path, bytes]] = []
    for nombre, plan_pendiente in pendientes:
        carta = reporte(plan_pendiente, formato, corte=corte)
        tipo: Any
        for tipo in extensiones:
            emision = carta.emitir(tipo)
            archivos.append((Path(carpeta, f"{nombre}.{tipo}"), emision.contenido))
            avisos += [a for a in emision.avisos if not a.codigo.endswith(_DE_LO_QUE_NO_VA)]
    with carpeta_nueva(Path(carpeta)):
        guardar_bytes(archivos)
    return Guardado(archivos=tuple(ruta for ruta, _ in archivos), avisos=sin_repetir(avisos))


def _pendientes(
    plan: Plan, corte: date, por: str | None, metodologia: Metodologia | None
) -> tuple[list[tuple[str, Plan]], list[Aviso]]:
    """El nombre de archivo y el plan reducido de cada quien con algo pendiente, y avisos.

    ``por``: el dato por el que se reparten; sin él, la dependencia.
    """
    if not isinstance(por, str | None):
        raise error_de_argumento("por", "texto", por)
    if por is not None:
        comprobar_que_se_reparte([plan], por)
    analisis = analizar(plan, corte=corte, metodologia=metodologia)
    reparto, cifras = Reparto(plan, por), analisis.todo
    filas = (*cifras.todas_las_vencidas, *analisis.por_vencer(cifras))
    rutas = dict.fromkeys(fila.ruta for fila in filas)  # una vez cada una, en su orden
    rutas_por_quien = agrupadas((quien, ruta) for ruta in rutas for quien in reparto.de(ruta))
    sin_responsable = rutas_por_quien.pop("", [])
    todas_por_quien = agrupadas(
        (quien, f.ruta) for f in cifras.filas for quien in reparto.de(f.ruta)
    )
    solo_eso = _metodologia_de(analisis, metodologia)
    sin_lo_demas = attrs.evolve(plan, recomendaciones=(), mapa_de_riesgos=None)
    pendientes = []
    for quien in sorted(rutas_por_quien, key=lambda quien: reparto.orden(quien) or 0):
        destinatario = reparto.nombre(quien)
        if destinatario and reparto.por is None:
            destinatario = nombre_en_frase(destinatario)
        pedido = _peticiones(analisis, reparto, quien, todas_por_quien[quien])
        peticiones = ListaDeMarkdown(map(con_sus_signos, pedido))
        a_quien = {"destinatario": destinatario} if destinatario else {}
        textos = {**plan.textos, **a_quien, "peticiones": str(peticiones)}
        orden = reparto.orden(quien)
        numero = "oficio" if orden is None else f"{orden + 1:02}"
        nombre = en_ascii(destinatario or plan.entidad.nombre, _LETRAS)
        solo_lo_suyo = _con_esas(sin_lo_demas, "", frozenset(rutas_por_quien[quien]))
        pendiente: Plan = attrs.evolve(solo_lo_suyo, metodologia=solo_eso, textos=textos)
        pendientes.append(("-".join(filter(None, (numero, nombre, str(corte)))), pendiente))
    motivo = f"está pendiente y no dice su {reparto.que_es.lower()}: no va en ningún oficio"
    return pendientes, [Aviso("fila_sin_responsable", ruta, motivo) for ruta in sin_responsable]


def _peticiones(
    analisis: Analisis, reparto: Reparto, quien: DeQuien, rutas_de_quien: Sequence[str]
) -> Iterator[str]:
    """Lo que el informe le recomienda a quien se escribe, con el número de sus filas.

    ``Reportar lo hecho de lo vencido que no tiene reporte. Plazo: 21/05/2026. 1.1, 2.3``
    """
    de_quien = frozenset(rutas_de_quien)
    abiertas = (par for par in recomendaciones_de(analisis) if par[0].esta_abierta)
    for recomendacion, rutas in abiertas:
        de_ellas = [ruta for ruta in rutas or () if ruta in de_quien]
        es_de_todos = recomendacion.responsable in {A_TODAS, A_TODOS}
        if de_ellas or es_de_todos or {quien} == reparto.llamados(recomendacion.responsable or ""):
            cuales = lista([fila.codigo or fila.texto for fila in recomendacion.filas])
            if de_ellas:  # como los escribe el informe: un código puede ser de varias
                cuales = en_lista(codigos_de(analisis), de_ellas, rutas_de_quien)
            plazo = f"Plazo: {recomendacion.fecha}. " if recomendacion.fecha else ""
            yield en_un_renglon(f"{recomendacion.texto} {plazo}{cuales}")


def _metodologia_de(analisis: Analisis, pedida: Metodologia | None) -> Metodologia:
    """Metodología con que unas filas solas se cuentan como en el plan entero."""
    propia = pedida or analisis.plan.metodologia or Metodologia()
    existentes = filter(None, (analisis.corte_anterior, analisis.corte, analisis.siguiente))
    # Ninguna celda de arriba puede ser ya la suya, ni están todos los componentes que pesan.
    return attrs.evolve(propia, blancos="propias", cortes=tuple(existentes), pesos=None)


def _con_esas(objeto: Any, ruta: str, rutas: frozenset[str]) -> Any:
    """El objeto de esa ruta (``componentes[0]``) con sólo esas filas; ``None`` si no tiene."""
    if ruta in rutas:
        return objeto
    conservados: dict[str, list[Any]] = {}
    clase: type = type(objeto)
    for rama in contenidos_de(clase):
        if rama.nombre in PLAN.libro.se_siguen:
            lista = f"{ruta}.{rama.nombre}" if ruta else rama.nombre
            hijos = enumerate(getattr(objeto, rama.nombre))
            reducidos = (_con_esas(hijo, f"{lista}[{lugar}]", rutas) for lugar, hijo in hijos)
            conservados[rama.nombre] = [hijo for hijo in reducidos if hijo is not None]
    return attrs.evolve(objeto, **conservados) if any(conservados.values()) else None
