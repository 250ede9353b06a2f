"""De las filas de la base de datos al plan, con una consulta por tabla y no una por fila."""

import json
from collections import defaultdict
from decimal import Decimal

import attrs
from trytond.pool import Pool
from trytond.transaction import without_check_access

import paac_reportes as paac
from paac_reportes.api.cifras import metodologia_desde_datos
from trytond_paac.puente import fallas
from trytond_paac.puente.campos import MODELOS, columnas, de_las_filas, todas
from trytond_paac.puente.listas import CON_CORTE, CUAL, LISTAS, duenos


@attrs.frozen
class Leido:
    """Un plan y de dónde salió cada una de sus filas."""

    plan: paac.Plan
    lugares: dict
    """Su ruta en el plan → el modelo y el id."""


def plan_de(registro):
    """El plan de un ``paac.plan``; un error de usuario, si lo que hay no es uno."""
    return leer(registro).plan


def leer(registro):
    """El plan de un ``paac.plan`` y el lugar de sus filas."""
    with fallas.dichas(registro.rec_name):
        return _Lectura(registro.id).leer()


def metodologia_de(texto):
    """La que dice un JSON; ``ErrorDeEntrada`` si no se entiende."""
    datos = _de_json(texto, "metodologia", "un objeto")
    if datos is None:
        return None
    try:
        return metodologia_desde_datos(datos)
    except paac.ErrorDeEntrada as error:
        raise paac.ErrorDeEntrada(f.dentro_de("metodologia") for f in error.fallas) from None


def recomendaciones_de(texto):
    """Las que dice un JSON; ``ErrorDeEntrada`` si no se entiende o no son del contrato."""
    datos = _de_json(texto, "recomendaciones", "una lista")
    solo_ellas = {"entidad": {"nombre": "-"}, "componentes": [{}], "recomendaciones": datos}
    return paac.plan_desde_datos(solo_ellas).recomendaciones


def _de_json(texto, campo, esperado):
    if not (texto or "").strip():
        return None
    try:
        return json.loads(texto, parse_float=Decimal)
    except ValueError as error:
        motivo = f"se esperaba {esperado} de JSON, y no se pudo leer ({error})"
        raise paac.ErrorDeEntrada(paac.Falla("dato_invalido", campo, motivo)) from None


class _Lectura:
    """Las tablas de un plan, ya traídas: ``None`` en una columna es una celda en blanco."""

    def __init__(self, plan):
        self.plan = plan
        self.lugares = {}
        self.traidas = {}

    def leer(self):
        del_plan = ("vigencia", "regimen", "entidad", "metodologia", "recomendaciones")
        [plan] = _filas("paac.plan", [("id", "=", self.plan)], del_plan)
        textos = _filas("paac.plan.texto", [("plan", "=", self.plan)], ("clave", "texto"))
        cortes = _filas("paac.corte", [("plan", "=", self.plan)], ("fecha",))
        self.fechas = {corte["id"]: corte["fecha"] for corte in cortes}
        hecho = paac.Plan(
            entidad=_entidad(plan),
            vigencia=plan["vigencia"],
            regimen=plan["regimen"] or None,
            textos={fila["clave"]: fila["texto"] or "" for fila in textos},
            metodologia=metodologia_de(plan["metodologia"]),
            recomendaciones=recomendaciones_de(plan["recomendaciones"]),
            mapa_de_riesgos=self._mapa(),
            **self._listas(paac.Plan, plan, ""),
        )
        return Leido(hecho, self.lugares)

    def _mapa(self):
        """El del plan, entero; ``None`` si no lo lleva.

        Un líder ve sólo los seguimientos de lo suyo, pero un reporte con parte del mapa callaría lo
        demás: aquí se lee todo, lea quien lea.
        """
        clase = paac.MapaDeRiesgos
        with without_check_access():
            hallados = _filas(
                MODELOS[clase], [("plan", "=", self.plan)], (*todas(clase), "entidad")
            )
            for fila in hallados:
                return self._hecho(clase, fila, None, entidad=_entidad(fila))
        return None

    def _hecho(self, clase, fila, ruta, **otros):
        return clase(**de_las_filas(clase, fila), **otros, **self._listas(clase, fila, ruta))

    def _listas(self, clase, fila, ruta):
        """Lo que cuelga de un objeto, cada lista con su nombre; sin ruta, no se anota su lugar."""
        listas = {}
        for dato, lista in LISTAS.get(clase, {}).items():
            suyas = self._de(lista)[fila["id"], lista.campo, dato if lista.modelo in CUAL else None]
            rutas = [ruta if ruta is None else f"{ruta}{dato}[{n}]" for n in range(len(suyas))]
            listas[dato] = tuple(map(self._hijo, [lista] * len(suyas), suyas, rutas))
        return listas

    def _hijo(self, lista, fila, ruta):
        if lista.clase is None:
            return fila["texto"] or ""
        if ruta is not None:
            self.lugares[ruta] = (lista.modelo, fila["id"])
        otros = {}
        if lista.modelo in CON_CORTE:
            otros["corte"] = self.fechas[fila["corte"]]
        if lista.clase is paac.Seguimiento and fila["resultado"]:
            otros["verificacion"] = paac.Verificacion(
                resultado=fila["resultado"], nota=fila["nota"]
            )
        return self._hecho(lista.clase, fila, ruta if ruta is None else f"{ruta}.", **otros)

    def _de(self, lista):
        """Las filas de un modelo, traídas una vez: por quien las tiene y de cuál lista suya son."""
        modelo = lista.modelo
        if modelo not in self.traidas:
            campos = [*(todas(lista.clase) if lista.clase else ("texto",)), *duenos(modelo)]
            campos += [CUAL[modelo]] if modelo in CUAL else []
            campos += ["corte"] if modelo in CON_CORTE else []
            campos += ["resultado", "nota"] if lista.clase is paac.Seguimiento else []
            grupos = self.traidas[modelo] = defaultdict(list)
            del_plan = (Pool().get(modelo).camino_al_plan(), "=", self.plan)
            for fila in _filas(modelo, [del_plan], campos):
                campo = next(uno for uno in duenos(modelo) if fila[uno] is not None)
                grupos[fila[campo], campo, fila.get(CUAL.get(modelo))].append(fila)
        return self.traidas[modelo]


def _filas(modelo, dominio, campos):
    return Pool().get(modelo).search_read(dominio, fields_names=list(campos))


def _entidad(fila):
    [suya] = _filas("paac.entidad", [("id", "=", fila["entidad"])], columnas(paac.Entidad))
    return paac.Entidad(**de_las_filas(paac.Entidad, suya))
