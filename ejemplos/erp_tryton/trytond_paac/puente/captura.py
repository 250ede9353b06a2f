"""Los libros de captura: salen del plan de la base de datos y vuelven a sus filas."""

import tempfile

import attrs
from trytond.i18n import gettext
from trytond.model.exceptions import AccessError
from trytond.pool import Pool

import paac_reportes as paac
from trytond_paac.modelos import turno
from trytond_paac.puente import archivos, lectura
from trytond_paac.puente.campos import a_las_filas


def libros_de(corte):
    """``(nombre, bytes)`` del libro de captura de cada oficina."""
    with tempfile.TemporaryDirectory() as carpeta:
        plan = _por_llenar(lectura.plan_de(corte.plan))
        guardado = paac.capturar(plan, corte.fecha, carpeta)
        return [(ruta.name, ruta.read_bytes()) for ruta in guardado.archivos]


def _por_llenar(plan):
    """Lo que va en un libro: aquí las recomendaciones y el mapa no se llenan por él."""
    return attrs.evolve(plan, recomendaciones=(), mapa_de_riesgos=None)


def importar_libro(plan, contenido, nombre, preferir=None):
    """Guarda lo que un libro trae de nuevo; los renglones de lo que pasó.

    Lanza ``ErrorPaac`` con todas las fallas o todos los conflictos sin decidir, o ``AccessError``
    si el corte no está abierto; y entonces no se guarda nada.
    """
    turno.estados(plan.cortes)  # lo que se lee es lo que hay hasta que se guarde
    leido = lectura.leer(plan)
    base = _por_llenar(leido.plan)
    libro = archivos.flujo(contenido, nombre)
    reunion = paac.reunir([libro], base=base, preferir=preferir or None)
    if reunion.pendientes:
        raise paac.ErrorDeEntrada(
            paac.Falla("conflicto_sin_resolver", c.versiones[-1].lugar, c.descripcion)
            for c in reunion.pendientes
        )
    corte = _corte_abierto(plan, reunion.corte)
    filas = _filas(reunion.contenido)
    for ruta, antes in _filas(base).items():
        if filas[ruta].seguimientos != antes.seguimientos:  # lo nuevo, y lo que se prefirió
            [seguimiento] = (s for s in filas[ruta].seguimientos if s.corte == reunion.corte)
            _guardar(leido.lugares[ruta], corte, seguimiento)
    return (*reunion.frases(), *reunion.detalle(), *map(str, reunion.avisos))


def _corte_abierto(plan, fecha):
    cortes = [corte for corte in plan.cortes if corte.fecha == fecha]
    if not cortes or cortes[0].estado != "abierto":
        dicho = {"corte": fecha.strftime("%d/%m/%Y")}
        raise AccessError(gettext("paac.msg_libro_de_un_corte_que_no_esta_abierto", **dicho))
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
    nuevas = [{"secuencia": n, "texto": t} for n, t in enumerate(seguimiento.evidencias)]
    crear = [("create", nuevas)] if nuevas else []
    valores = a_las_filas(seguimiento)
    guardados = Seguimiento.search([(campo, "=", fila), ("corte", "=", corte.id)])
    if not guardados:
        orden = Seguimiento.search([(campo, "=", fila)], count=True)
        nuevo = {**valores, campo: fila, "corte": corte.id, "secuencia": orden}
        # Sólo lo que se dice: lo que no, puede ser de un campo que quien importa no escribe.
        dicho = {dato: valor for dato, valor in nuevo.items() if valor is not None}
        Seguimiento.create([dicho | {"evidencias": crear}])
        return
    [guardado] = guardados
    cambios = {c: v for c, v in valores.items() if getattr(guardado, c) != v}
    if tuple(e.texto for e in guardado.evidencias) != seguimiento.evidencias:
        anteriores = [e.id for e in guardado.evidencias]
        cambios["evidencias"] = [("delete", anteriores), *crear] if anteriores else crear
    if cambios:
        Seguimiento.write([guardado], cambios)
