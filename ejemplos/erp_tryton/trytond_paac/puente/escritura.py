"""Del plan a las filas de la base de datos: una creación por tabla."""

from trytond.i18n import gettext
from trytond.model.exceptions import ValidationError
from trytond.pool import Pool
from trytond.transaction import without_check_access

import paac_reportes as paac
from trytond_paac.puente import lectura
from trytond_paac.puente.campos import CUAL, a_las_filas, listas_de


def crear_plan(plan):
    """Guarda un plan entero y devuelve su registro; lo releído es igual, o no queda nada.

    Los cortes que traía quedan cerrados: control interno abre el que se va a llenar.
    """
    registro = _Escritura(plan).crear()
    leido = lectura.plan_de(registro)
    if leido != plan:
        raise ValidationError(gettext("paac.msg_no_se_guarda_igual"), _donde_difieren(plan, leido))
    with without_check_access():  # quien importa no cierra cortes: los de antes ya lo estaban
        Pool().get("paac.corte").cerrar_con(list(registro.cortes), plan)
    return registro


class _Escritura:
    def __init__(self, plan):
        self.plan = plan

    def crear(self):
        entidad = self._entidad(self.plan.entidad)
        valores = {**a_las_filas(self.plan), "entidad": entidad.id}
        [self.registro] = _crear("paac.plan", [valores])
        cortes = [{"plan": self.registro.id, "fecha": fecha} for fecha in self.plan.cortes()]
        self.corte_de = {c.fecha: c.id for c in Pool().get("paac.corte").create(cortes)}
        self._lo_de(paac.Plan, [(self.plan, self.registro.id)])
        return self.registro

    def _lo_de(self, clase, padres):
        """Lo que cuelga de unos objetos que ya tienen su id: una creación por lista."""
        for dato, lista in listas_de(clase).items():
            hijos, valores = [], []
            for padre, duena in padres:
                for lugar, hijo in enumerate(getattr(padre, dato)):
                    hijos.append(hijo)
                    de_quien = {lista.campo: duena, "secuencia": lugar}
                    valores.append(self._propios(lista, dato, hijo) | de_quien)
            creados = _crear(lista.modelo, valores)
            if lista.clase and hijos:
                ids = [creado.id for creado in creados]
                self._lo_de(lista.clase, list(zip(hijos, ids, strict=True)))

    def _propios(self, lista, dato, hijo):
        valores = a_las_filas(hijo) if lista.clase else {"texto": hijo}
        if lista.modelo in CUAL:
            valores[CUAL[lista.modelo]] = dato
        if lista.clase is paac.modelo.Seguimiento:
            valores["corte"] = self.corte_de[hijo.corte]
        if lista.clase is paac.modelo.Componente:
            valores["plan"] = self.registro.id
        return valores

    def _entidad(self, entidad):
        """La que ya está, si es igual; si no, otra: un plan no cambia los datos de los demás."""
        Entidad = Pool().get("paac.entidad")
        valores = a_las_filas(entidad)
        iguales = Entidad.search([("nombre", "=", entidad.nombre)])
        for fila in Entidad.read([e.id for e in iguales], ["id", *valores]):
            if all((fila[campo] or None) == (valor or None) for campo, valor in valores.items()):
                return Entidad(fila["id"])
        [creada] = Entidad.create([valores])
        return creada


def _crear(modelo, valores):
    # Lo que falta no se escribe: puede ser de una columna que quien importa no toca.
    llenos = [{c: v for c, v in fila.items() if v is not None} for fila in valores]
    return Pool().get(modelo).create(llenos) if llenos else []


def _donde_difieren(plan, leido):
    """Las primeras diferencias: sólo un número que la base de datos redondea puede darlas."""
    antes, ahora = (paac.filas_de(p) for p in (plan, leido))
    distintas = (
        f"{fila['ruta']}: {clave}: {fila[clave]!r} quedó {otra.get(clave)!r}"
        for fila, otra in zip(antes, ahora, strict=False)
        for clave in fila
        if fila[clave] != otra.get(clave)
    )
    return "\n".join(texto for texto, _ in zip(distintas, range(20), strict=False))
