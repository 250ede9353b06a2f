"""Del plan a las filas de la base de datos: una creación por tabla."""

from trytond.i18n import gettext
from trytond.model.exceptions import ValidationError
from trytond.pool import Pool
from trytond.transaction import without_check_access

import paac_reportes as paac
from trytond_paac.puente import lectura
from trytond_paac.puente.campos import MODELOS, a_las_filas
from trytond_paac.puente.listas import CUAL, con_corte, listas_de


def crear_plan(plan):
    """Guarda un plan entero y devuelve su registro; lo releído es igual, o no queda nada.

    Los cortes que traía quedan cerrados: control interno abre el que se va a llenar.
    """
    _comprobar_textos(paac.datos_de(plan))
    registro = _Escritura(plan).crear()
    leido = lectura.plan_de(registro)
    if leido != plan:
        raise ValidationError(gettext("paac.msg_no_se_guarda_igual"), _donde_difieren(plan, leido))
    with without_check_access():  # quien importa no cierra cortes: los de antes ya lo estaban
        Pool().get("paac.corte").cerrar_importados(list(registro.cortes), plan)
    return registro


class _Escritura:
    def __init__(self, plan):
        self.plan = plan

    def crear(self):
        entidad = self._entidad(self.plan.entidad)
        valores = {**a_las_filas(self.plan), "entidad": entidad.id}
        [self.registro] = _crear(MODELOS[paac.Plan], [valores])
        mapa = self.plan.mapa_de_riesgos
        fechas = sorted({*self.plan.cortes(), *(mapa.cortes() if mapa else ())})
        cortes = [{"plan": self.registro.id, "fecha": fecha} for fecha in fechas]
        self.corte_de = {c.fecha: c.id for c in Pool().get("paac.corte").create(cortes)}
        del_plan = {"plan": self.registro.id}
        self._lo_de(paac.Plan, [(self.plan, self.registro.id)])
        if mapa:
            valores = {**del_plan, "entidad": self._entidad(mapa.entidad).id, **a_las_filas(mapa)}
            [guardado] = _crear(MODELOS[paac.MapaDeRiesgos], [valores])
            self._lo_de(paac.MapaDeRiesgos, [(mapa, guardado.id)])
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
        if con_corte(lista.clase):
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


def _comprobar_textos(datos):
    """Un carácter que una base de datos no guarda: se dice dónde, y no se guarda nada."""
    malos = [ruta for ruta, texto in _textos(datos, "") if not _se_guarda(texto)]
    if malos:
        motivo = "trae un carácter que la base de datos no guarda (NUL, o medio par sustituto)"
        raise paac.ErrorDeEntrada(paac.Falla("dato_invalido", ruta, motivo) for ruta in malos)


def _se_guarda(texto):
    return "\0" not in texto and not any("\ud800" <= letra <= "\udfff" for letra in texto)


def _textos(datos, ruta):
    if isinstance(datos, str):
        yield ruta, datos
    elif isinstance(datos, dict):
        for clave, valor in datos.items():
            yield from _textos(valor, f"{ruta}.{clave}" if ruta else clave)
    elif isinstance(datos, list | tuple):
        for n, valor in enumerate(datos):
            yield from _textos(valor, f"{ruta}[{n}]")


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
