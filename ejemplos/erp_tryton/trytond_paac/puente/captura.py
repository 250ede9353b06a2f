"""Los libros de captura: salen del plan de la base de datos y vuelven a sus filas."""

import tempfile

from trytond.i18n import gettext
from trytond.model.exceptions import AccessError
from trytond.pool import Pool

import paac_reportes as paac
from trytond_paac.modelos import turno
from trytond_paac.puente import aparte, archivos, lectura, recomendaciones
from trytond_paac.puente.campos import a_las_filas


def libros_de(plan, corte):
    """``(nombre, bytes)`` de cada libro de captura, y los avisos."""
    with tempfile.TemporaryDirectory() as carpeta:
        guardado = paac.capturar(lectura.plan_de(plan), corte, carpeta)
        return [(ruta.name, ruta.read_bytes()) for ruta in guardado.archivos], guardado.avisos


def importar_libro(plan, contenido, nombre, preferir=None):
    """Guarda lo que un libro trae de nuevo; los renglones de lo que pasó.

    Lanza ``ErrorPaac`` con todas las fallas o todos los conflictos sin decidir, o ``AccessError``
    si el corte no está abierto; y entonces no se guarda nada.
    """
    turno.estados(plan.cortes)  # lo que se lee es lo que hay hasta que se guarde
    leido = lectura.leer(plan)
    aparte.comprobar_peso(contenido, nombre)
    libros = [archivos.flujo(contenido, nombre)]
    reunion = aparte.hacer(paac.reunir, libros, base=leido.plan, preferir=preferir or None)
    if reunion.pendientes:
        raise paac.ErrorDeEntrada(
            paac.Falla("conflicto_sin_resolver", c.versiones[-1].lugar, c.descripcion)
            for c in reunion.pendientes
        )
    corte = _corte_abierto(plan, reunion.corte)
    filas = _filas(reunion.contenido)
    for ruta, antes in _filas(leido.plan).items():
        if filas[ruta].seguimientos != antes.seguimientos:  # lo nuevo, y lo que se prefirió
            [seguimiento] = (s for s in filas[ruta].seguimientos if s.corte == reunion.corte)
            _guardar(leido.lugares[ruta], corte, seguimiento)
    respuestas = {una.id: (una.estado, una.respuesta) for una in reunion.contenido.recomendaciones}
    recomendaciones.responder(plan, leido, respuestas)
    return (*reunion.frases(), *reunion.detalle(), *map(str, reunion.avisos))


def _corte_abierto(plan, fecha):
    Corte = Pool().get("paac.corte")
    cortes = Corte.search([("plan", "=", plan.id), ("fecha", "=", fecha)])
    if not cortes or cortes[0].estado != "abierto":
        fecha_escrita = fecha.strftime("%d/%m/%Y")
        raise AccessError(
            gettext("paac.msg_libro_de_un_corte_que_no_esta_abierto", corte=fecha_escrita)
        )
    return cortes[0]


def _filas(plan):
    """Cada fila por su ruta."""
    filas = {}
    for ruta, _, componente in plan.tablas_con_ruta():
        for k, subcomponente in enumerate(componente.subcomponentes):
            for m, actividad in enumerate(subcomponente.actividades):
                filas[f"{ruta}.subcomponentes[{k}].actividades[{m}]"] = actividad
        for lista in ("tramites", "intercambios"):
            for m, tramite in enumerate(getattr(componente, lista)):
                filas[f"{ruta}.{lista}[{m}]"] = tramite
    return filas


def _guardar(lugar, corte, seguimiento):
    """Escribe el seguimiento de una fila en un corte, o lo crea."""
    Seguimiento = Pool().get("paac.seguimiento")
    modelo, fila = lugar
    campo = modelo.removeprefix("paac.")
    evidencias = (
        [("create", [{"secuencia": n, "texto": t} for n, t in enumerate(seguimiento.evidencias)])]
        if seguimiento.evidencias
        else []
    )
    valores = a_las_filas(seguimiento)
    guardados = Seguimiento.search([(campo, "=", fila), ("corte", "=", corte.id)])
    if not guardados:
        orden = Seguimiento.search([(campo, "=", fila)], count=True)
        nuevo = {**valores, campo: fila, "corte": corte.id, "secuencia": orden}
        Seguimiento.create([{**_sin_vacios(nuevo), "evidencias": evidencias}])
        return
    [guardado] = guardados
    cambios = {c: v for c, v in valores.items() if getattr(guardado, c) != v}
    if tuple(e.texto for e in guardado.evidencias) != seguimiento.evidencias:
        anteriores = [e.id for e in guardado.evidencias]
        cambios["evidencias"] = [("delete", anteriores), *evidencias] if anteriores else evidencias
    if cambios:
        Seguimiento.write([guardado], cambios)


def _sin_vacios(valores):
    """Sólo lo que se dice: lo que no, puede ser de un campo que quien importa no escribe."""
    return {campo: valor for campo, valor in valores.items() if valor is not None}
