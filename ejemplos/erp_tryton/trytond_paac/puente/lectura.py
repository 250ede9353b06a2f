"""De las filas de la base de datos al plan, con una consulta por tabla y no una por fila."""

from collections import defaultdict

import attrs
from trytond.pool import Pool

import paac_reportes as paac
from paac_reportes import anfitrion
from trytond_paac.puente import fallas
from trytond_paac.puente.campos import CUAL, de_las_filas, duenos, listas_de, todas


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


class _Lectura:
    """Las tablas de un plan, ya traídas, y los datos que dicen, como van en el contrato."""

    def __init__(self, plan):
        self.plan = plan
        self.lugares = {}
        self.traidas = {}

    def leer(self):
        cortes = _filas("paac.corte", [("plan", "=", self.plan)], ("fecha",))
        self.fechas = {corte["id"]: corte["fecha"] for corte in cortes}
        [fila] = _filas("paac.plan", [("id", "=", self.plan)], (*todas(paac.Plan), "entidad"))
        [suya] = _filas("paac.entidad", [("id", "=", fila["entidad"])], todas(paac.Entidad))
        datos = self._datos(paac.Plan, fila, "") | {"entidad": de_las_filas(paac.Entidad, suya)}
        return Leido(anfitrion.armar(paac.Plan, datos), self.lugares)

    def _datos(self, clase, fila, ruta):
        """Lo que dice una fila, con lo que cuelga de ella."""
        datos = de_las_filas(clase, fila)
        for dato, lista in listas_de(clase).items():
            hijas = self._de(lista)[fila["id"], lista.campo, dato if lista.modelo in CUAL else None]
            datos[dato] = [
                self._hija(lista, hija, f"{ruta}{dato}[{n}]") for n, hija in enumerate(hijas)
            ]
        return datos

    def _hija(self, lista, fila, ruta):
        if lista.clase is None:
            return fila["texto"] or ""
        self.lugares[ruta] = (lista.modelo, fila["id"])
        datos = self._datos(lista.clase, fila, f"{ruta}.")
        if "corte" in fila:
            datos["corte"] = self.fechas[fila["corte"]]
        return datos

    def _de(self, lista):
        """Las filas de un modelo, traídas una vez: por quien las tiene y de cuál lista suya son."""
        modelo = lista.modelo
        if modelo not in self.traidas:
            campos = [*(todas(lista.clase) if lista.clase else ("texto",)), *duenos(modelo)]
            campos += [CUAL[modelo]] if modelo in CUAL else []
            campos += ["corte"] if lista.clase is paac.modelo.Seguimiento else []
            grupos = self.traidas[modelo] = defaultdict(list)
            del_plan = (Pool().get(modelo).camino_al_plan(), "=", self.plan)
            for fila in _filas(modelo, [del_plan], campos):
                campo = next(uno for uno in duenos(modelo) if fila[uno] is not None)
                grupos[fila[campo], campo, fila.get(CUAL.get(modelo))].append(fila)
        return self.traidas[modelo]


def _filas(modelo, dominio, campos):
    return Pool().get(modelo).search_read(dominio, fields_names=list(campos))
