"""De las filas de la base de datos al plan, con una consulta por tabla y no una por fila."""

import json
from collections import defaultdict
from decimal import Decimal

import attrs
from trytond.pool import Pool

import paac_reportes as paac
from paac_reportes.api.cifras import metodologia_desde_datos
from trytond_paac.puente import fallas, mapa
from trytond_paac.puente.campos import MODELOS, columnas, de_las_filas, todas


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

    def leer(self):
        [plan] = self._filas(
            "paac.plan",
            [("id", "=", self.plan)],
            ("vigencia", "regimen", "entidad", "metodologia", "recomendaciones"),
        )
        [entidad] = self._filas(
            "paac.entidad", [("id", "=", plan["entidad"])], columnas(paac.Entidad)
        )
        del_plan = [("plan", "=", self.plan)]
        textos = self._filas("paac.plan.texto", del_plan, ("clave", "texto"))
        self._traer_matriz()
        hecho = paac.Plan(
            entidad=_hecho(paac.Entidad, entidad),
            vigencia=plan["vigencia"],
            regimen=plan["regimen"] or None,
            dependencias=self._dependencias(),
            componentes=self._componentes("", None),
            control_cambios=self._sueltos(paac.CambioDocumento, del_plan),
            firmas=self._sueltos(paac.Firma, del_plan),
            textos={fila["clave"]: fila["texto"] or "" for fila in textos},
            metodologia=metodologia_de(plan["metodologia"]),
            recomendaciones=recomendaciones_de(plan["recomendaciones"]),
            mapa_de_riesgos=mapa.leido(self.plan),
        )
        return Leido(hecho, self.lugares)

    def _traer_matriz(self):
        fila = self._de(paac.Dependencia, [("plan", "=", self.plan)])
        self.dependencias = fila
        self.componentes = _por(
            "dependencia", self._de(paac.Componente, [("plan", "=", self.plan)], "dependencia")
        )
        self.subcomponentes = _por(
            "componente",
            self._de(paac.Subcomponente, [("componente.plan", "=", self.plan)], "componente"),
        )
        self.actividades = _por(
            "subcomponente",
            self._de(
                paac.Actividad,
                [("subcomponente.componente.plan", "=", self.plan)],
                "subcomponente",
            ),
        )
        self.tramites = _por(
            ("componente", "clase"),
            self._de(paac.Tramite, [("componente.plan", "=", self.plan)], "componente", "clase"),
        )
        self._traer_seguimientos()

    def _traer_seguimientos(self):
        cortes = self._filas("paac.corte", [("plan", "=", self.plan)], ("fecha",))
        self.fechas = {corte["id"]: corte["fecha"] for corte in cortes}
        seguimientos = self._de(
            paac.Seguimiento,
            [("corte.plan", "=", self.plan)],
            *("actividad", "tramite", "corte", "resultado", "nota"),
        )
        self.de_actividad = _por("actividad", seguimientos)
        self.de_tramite = _por("tramite", seguimientos)
        evidencias = self._filas(
            "paac.evidencia", [("seguimiento.corte.plan", "=", self.plan)], ("seguimiento", "texto")
        )
        self.evidencias = _por("seguimiento", evidencias)

    def _filas(self, modelo, dominio, campos):
        return Pool().get(modelo).search_read(dominio, fields_names=list(campos))

    def _de(self, clase, dominio, *otros):
        return self._filas(MODELOS[clase], dominio, (*todas(clase), *otros))

    def _sueltos(self, clase, dominio):
        return tuple(_hecho(clase, fila) for fila in self._de(clase, dominio))

    def _hallado(self, clase, fila, ruta, **listas):
        self.lugares[ruta] = (MODELOS[clase], fila["id"])
        return _hecho(clase, fila, **listas)

    def _dependencias(self):
        return tuple(
            self._hallado(
                paac.Dependencia,
                fila,
                f"dependencias[{n}]",
                componentes=self._componentes(f"dependencias[{n}].", fila["id"]),
            )
            for n, fila in enumerate(self.dependencias)
        )

    def _componentes(self, base, dependencia):
        hechos = []
        for n, fila in enumerate(self.componentes[dependencia]):
            ruta = f"{base}componentes[{n}]"
            listas = {
                clase: tuple(
                    self._con_seguimientos(paac.Tramite, suya, f"{ruta}.{clase}[{m}]")
                    for m, suya in enumerate(self.tramites[fila["id"], clase])
                )
                for clase in ("tramites", "intercambios")
            }
            subcomponentes = self._subcomponentes(ruta, fila["id"])
            hechos.append(
                self._hallado(paac.Componente, fila, ruta, subcomponentes=subcomponentes, **listas)
            )
        return tuple(hechos)

    def _subcomponentes(self, base, componente):
        hechos = []
        for n, fila in enumerate(self.subcomponentes[componente]):
            ruta = f"{base}.subcomponentes[{n}]"
            actividades = tuple(
                self._con_seguimientos(paac.Actividad, suya, f"{ruta}.actividades[{m}]")
                for m, suya in enumerate(self.actividades[fila["id"]])
            )
            hechos.append(self._hallado(paac.Subcomponente, fila, ruta, actividades=actividades))
        return tuple(hechos)

    def _con_seguimientos(self, clase, fila, ruta):
        suyos = self.de_actividad if clase is paac.Actividad else self.de_tramite
        seguimientos = tuple(
            self._seguimiento(suyo, f"{ruta}.seguimientos[{n}]")
            for n, suyo in enumerate(suyos[fila["id"]])
        )
        return self._hallado(clase, fila, ruta, seguimientos=seguimientos)

    def _seguimiento(self, fila, ruta):
        verificacion = None
        if fila["resultado"]:
            verificacion = paac.Verificacion(resultado=fila["resultado"], nota=fila["nota"])
        return self._hallado(
            paac.Seguimiento,
            fila,
            ruta,
            corte=self.fechas[fila["corte"]],
            evidencias=tuple(e["texto"] or "" for e in self.evidencias[fila["id"]]),
            verificacion=verificacion,
        )


def _hecho(clase, fila, **listas):
    return clase(**de_las_filas(clase, fila), **listas)


def _por(clave, filas):
    """Las filas de cada quien, en su orden."""
    grupos = defaultdict(list)
    for fila in filas:
        suya = fila[clave] if isinstance(clave, str) else tuple(fila[c] for c in clave)
        grupos[suya].append(fila)
    return grupos
