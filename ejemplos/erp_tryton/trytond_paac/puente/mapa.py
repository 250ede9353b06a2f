"""El mapa de riesgos de un plan: de sus filas, y a ellas; una consulta y una creación por tabla."""

from collections import defaultdict

from trytond.pool import Pool
from trytond.transaction import without_check_access

import paac_reportes as paac
from trytond_paac.puente.campos import MODELOS, a_las_filas, de_las_filas, todas

_DE_UN_RIESGO = {"causas": paac.Causa, "controles": paac.Control, "acciones": paac.Accion}
_CAMBIOS = (paac.CambioDocumento, "paac.mapa.cambio")
_FIRMAS = (paac.Firma, "paac.mapa.firma")


def leido(plan):
    """El de un plan, entero, por el id del plan; ``None`` si no lo lleva.

    Un líder ve sólo los seguimientos de lo suyo, pero un reporte con parte del mapa callaría lo
    demás: aquí se lee todo, lea quien lea.
    """
    with without_check_access():
        hallados = _filas(paac.MapaDeRiesgos, [("plan", "=", plan)], "entidad")
        return _armado(hallados[0], plan) if hallados else None


def _armado(fila, plan):
    suyo = fila["id"]
    [entidad] = _filas(paac.Entidad, [("id", "=", fila["entidad"])])
    cortes = _sueltas("paac.corte", [("plan", "=", plan)], "fecha")
    fechas = {corte["id"]: corte["fecha"] for corte in cortes}
    riesgos = _riesgos(suyo, fechas)
    procesos = [
        _hecho(paac.Proceso, proceso, riesgos=tuple(riesgos[proceso["id"]]))
        for proceso in _filas(paac.Proceso, [("mapa", "=", suyo)])
    ]
    seguimientos = [
        _hecho(paac.riesgos.SeguimientoDelMapa, uno, corte=fechas[uno["corte"]])
        for uno in _filas(paac.riesgos.SeguimientoDelMapa, [("mapa", "=", suyo)], "corte")
    ]
    sueltos = [
        tuple(_hecho(clase, uno) for uno in _filas(clase, [("mapa", "=", suyo)], modelo=modelo))
        for clase, modelo in (_CAMBIOS, _FIRMAS)
    ]
    return _hecho(
        paac.MapaDeRiesgos,
        fila,
        entidad=_hecho(paac.Entidad, entidad),
        procesos=tuple(procesos),
        seguimientos=tuple(seguimientos),
        control_cambios=sueltos[0],
        firmas=sueltos[1],
    )


def _riesgos(mapa, fechas):
    """Los de cada proceso, por su id."""
    del_mapa = [("riesgo.proceso.mapa", "=", mapa)]
    listas = {
        dato: _por(clase, del_mapa, "riesgo", lambda uno, clase=clase: _hecho(clase, uno))
        for dato, clase in _DE_UN_RIESGO.items()
    }
    renglones = defaultdict(list)
    for uno in _sueltas("paac.riesgo.renglon", del_mapa, "riesgo", "lista", "texto"):
        renglones[uno["riesgo"], uno["lista"]].append(uno["texto"] or "")
    listas["seguimientos"] = _seguimientos(mapa, fechas)

    def riesgo(fila):
        suyas = {dato: tuple(de_cada[fila["id"]]) for dato, de_cada in listas.items()}
        for lista in ("factores", "consecuencias"):
            suyas[lista] = tuple(renglones[fila["id"], lista])
        return _hecho(paac.Riesgo, fila, **suyas)

    return _por(paac.Riesgo, [("proceso.mapa", "=", mapa)], "proceso", riesgo)


def _seguimientos(mapa, fechas):
    """Los de cada riesgo, por su id."""
    de_ellos = [("seguimiento.riesgo.proceso.mapa", "=", mapa)]
    seguidos = _por(
        paac.riesgos.ControlSeguido,
        de_ellos,
        "seguimiento",
        lambda uno: _hecho(paac.riesgos.ControlSeguido, uno),
    )
    evidencias = defaultdict(list)
    for una in _sueltas("paac.riesgo.evidencia", de_ellos, "seguimiento", "texto"):
        evidencias[una["seguimiento"]].append(una["texto"] or "")

    def seguimiento(fila):
        return _hecho(
            paac.SeguimientoDeRiesgo,
            fila,
            corte=fechas[fila["corte"]],
            controles=tuple(seguidos[fila["id"]]),
            evidencias=tuple(evidencias[fila["id"]]),
        )

    del_mapa = [("riesgo.proceso.mapa", "=", mapa)]
    return _por(paac.SeguimientoDeRiesgo, del_mapa, "riesgo", seguimiento, "corte")


def _filas(clase, dominio, *otros, modelo=None):
    return _sueltas(modelo or MODELOS[clase], dominio, *todas(clase), *otros)


def _sueltas(modelo, dominio, *campos):
    return Pool().get(modelo).search_read(dominio, fields_names=list(campos))


def _por(clase, dominio, duena, hacer, *otros):
    grupos = defaultdict(list)
    for fila in _filas(clase, dominio, duena, *otros):
        grupos[fila[duena]].append(hacer(fila))
    return grupos


def _hecho(clase, fila, **listas):
    return clase(**de_las_filas(clase, fila), **listas)


# ------------------------------------------------------------------ a las filas
def guardar(mapa, plan, entidad, corte_de):
    """Las filas del mapa de un plan: con su entidad ya guardada y el corte de cada fecha."""
    valores = {"plan": plan, "entidad": entidad, **a_las_filas(mapa)}
    [guardado] = _crear(MODELOS[paac.MapaDeRiesgos], [valores])
    suyo = [(mapa, guardado.id)]
    for (_, modelo), dato in ((_CAMBIOS, "control_cambios"), (_FIRMAS, "firmas")):
        _crear(modelo, _hijos(suyo, dato, "mapa"))
    _nivel(paac.riesgos.SeguimientoDelMapa, suyo, "seguimientos", "mapa", corte_de)
    procesos = _nivel(paac.Proceso, suyo, "procesos", "mapa")
    riesgos = _nivel(paac.Riesgo, procesos, "riesgos", "proceso")
    for dato, clase in _DE_UN_RIESGO.items():
        _nivel(clase, riesgos, dato, "riesgo")
    for lista in ("factores", "consecuencias"):
        _crear("paac.riesgo.renglon", _textos(riesgos, lista, "riesgo", lista=lista))
    seguimientos = _nivel(paac.SeguimientoDeRiesgo, riesgos, "seguimientos", "riesgo", corte_de)
    _nivel(paac.riesgos.ControlSeguido, seguimientos, "controles", "seguimiento")
    _crear("paac.riesgo.evidencia", _textos(seguimientos, "evidencias", "seguimiento"))


def _nivel(clase, padres, lista, campo, corte_de=None):
    """Los de una clase, con su id."""
    hijos = [hijo for padre, _ in padres for hijo in getattr(padre, lista)]
    valores = _hijos(padres, lista, campo)
    if corte_de is not None:
        valores = [
            {**suyos, "corte": corte_de[hijo.corte]}
            for hijo, suyos in zip(hijos, valores, strict=True)
        ]
    creados = _crear(MODELOS[clase], valores)
    return [(hijo, creado.id) for hijo, creado in zip(hijos, creados, strict=True)]


def _hijos(padres, lista, campo):
    return [
        {campo: suyo, "secuencia": n, **a_las_filas(hijo)}
        for padre, suyo in padres
        for n, hijo in enumerate(getattr(padre, lista))
    ]


def _textos(padres, dato, campo, **de_mas):
    return [
        {campo: suyo, "secuencia": n, "texto": texto, **de_mas}
        for padre, suyo in padres
        for n, texto in enumerate(getattr(padre, dato))
    ]


def _crear(modelo, valores):
    # Lo que falta no se escribe: puede ser de una columna que quien importa no toca.
    dichos = [{c: v for c, v in fila.items() if v is not None} for fila in valores]
    return Pool().get(modelo).create(dichos) if dichos else []
