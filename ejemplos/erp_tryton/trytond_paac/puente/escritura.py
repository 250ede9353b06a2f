"""Del plan a las filas de la base de datos: una creación por tabla."""

import json
from datetime import date
from decimal import Decimal

from trytond.i18n import gettext
from trytond.model.exceptions import ValidationError
from trytond.pool import Pool
from trytond.transaction import without_check_access

import paac_reportes as paac
from trytond_paac.puente import lectura, recomendaciones
from trytond_paac.puente.campos import MODELOS, a_las_filas
from trytond_paac.puente.listas import CON_CORTE, CUAL, LISTAS

_TIPOS = {str: "char", int: "numeric", Decimal: "numeric", date: "date"}


def crear_plan(plan):
    """Guarda un plan entero y devuelve su registro; lo releído es igual, o no queda nada.

    Los cortes que traía quedan cerrados: control interno abre el que se va a llenar.
    """
    datos = paac.datos_de(plan)
    _comprobar_textos(datos)
    registro = _Escritura(plan, datos).crear()
    leido = lectura.plan_de(registro)
    if leido != plan:
        raise ValidationError(gettext("paac.msg_no_se_guarda_igual"), _donde_difieren(plan, leido))
    with without_check_access():  # quien importa no cierra cortes: los de antes ya lo estaban
        Pool().get("paac.corte").cerrar_importados(list(registro.cortes), plan)
    return registro


class _Escritura:
    def __init__(self, plan, datos):
        self.plan = plan
        self.datos = datos

    def crear(self):
        self._crear_extras()
        entidad = self._entidad(self.plan.entidad)
        [self.registro] = Pool().get("paac.plan").create([self._del_plan(entidad)])
        mapa = self.plan.mapa_de_riesgos
        fechas = sorted({*self.plan.cortes(), *(mapa.cortes() if mapa else ())})
        cortes = [{"plan": self.registro.id, "fecha": fecha} for fecha in fechas]
        self.corte_de = {c.fecha: c.id for c in Pool().get("paac.corte").create(cortes)}
        textos = enumerate(self.plan.textos.items())
        del_plan = {"plan": self.registro.id}
        _crear(
            "paac.plan.texto",
            [{**del_plan, "secuencia": n, "clave": c, "texto": texto} for n, (c, texto) in textos],
        )
        self._lo_de(paac.Plan, [(self.plan, self.registro.id)])
        if mapa:
            valores = {**del_plan, "entidad": self._entidad(mapa.entidad).id, **a_las_filas(mapa)}
            [guardado] = _crear(MODELOS[paac.MapaDeRiesgos], [valores])
            self._lo_de(paac.MapaDeRiesgos, [(mapa, guardado.id)])
        return self.registro

    def _lo_de(self, clase, padres):
        """Lo que cuelga de unos objetos que ya tienen su id: una creación por lista."""
        for dato, lista in LISTAS.get(clase, {}).items():
            hijos, valores = [], []
            for padre, suyo in padres:
                for n, hijo in enumerate(getattr(padre, dato)):
                    hijos.append(hijo)
                    de_quien = {lista.campo: suyo, "secuencia": n}
                    valores.append(self._propios(lista, dato, hijo) | de_quien)
            creados = _crear(lista.modelo, valores)
            if lista.clase and hijos:
                ids = [creado.id for creado in creados]
                self._lo_de(lista.clase, list(zip(hijos, ids, strict=True)))

    def _propios(self, lista, dato, hijo):
        valores = a_las_filas(hijo) if lista.clase else {"texto": hijo}
        if lista.modelo in CUAL:
            valores[CUAL[lista.modelo]] = dato
        if lista.modelo in CON_CORTE:
            valores["corte"] = self.corte_de[hijo.corte]
        if lista.clase is paac.Seguimiento:
            valores |= _verificacion(hijo)
        if lista.clase is paac.Componente:
            valores["plan"] = self.registro.id
        return valores

    def _del_plan(self, entidad):
        metodologia = self.datos.get("metodologia")
        return {
            "entidad": entidad.id,
            "vigencia": self.plan.vigencia,
            "regimen": self.plan.regimen,
            "metodologia": metodologia
            and json.dumps(metodologia, default=_en_json, ensure_ascii=False, indent=2),
            "recomendaciones": recomendaciones.en_texto(self.plan.recomendaciones),
        }

    def _entidad(self, dicha):
        """La que ya está, si es igual; si no, otra: un plan no cambia los datos de los demás."""
        Entidad = Pool().get("paac.entidad")
        valores = a_las_filas(dicha)
        iguales = Entidad.search([("nombre", "=", dicha.nombre)])
        for fila in Entidad.read([e.id for e in iguales], ["id", *valores]):
            if all((fila[campo] or None) == (valor or None) for campo, valor in valores.items()):
                return Entidad(fila["id"])
        [creada] = Entidad.create([valores])
        return creada

    def _crear_extras(self):
        Extra = Pool().get("paac.extra")
        usados = dict(_extras_de(self.plan))
        conocidos = {e.name for e in Extra.search([("name", "in", list(usados))])} if usados else ()
        Extra.create(
            [
                {"name": nombre, "string": nombre.replace("_", " "), "type_": _TIPOS[tipo]}
                for nombre, tipo in usados.items()
                if nombre not in conocidos
            ]
        )


def _crear(modelo, valores):
    # Lo que falta no se escribe: puede ser de una columna que quien importa no toca.
    dichos = [{c: v for c, v in fila.items() if v is not None} for fila in valores]
    return Pool().get(modelo).create(dichos) if dichos else []


def valores_de_seguimiento(seguimiento):
    """Las columnas de un seguimiento, sin su fila, su corte ni sus evidencias."""
    return {**a_las_filas(seguimiento), **_verificacion(seguimiento)}


def _verificacion(seguimiento):
    suya = seguimiento.verificacion
    return {
        "resultado": suya.resultado.value if suya else None,
        "nota": suya.nota if suya else None,
    }


def _extras_de(plan):
    """Cada extra del plan con el tipo de su valor."""
    duenos = [plan.entidad]
    for _, componente in plan.tablas():
        duenos += [componente, *componente.filas()]
        duenos += [s for fila in componente.filas() for s in fila.seguimientos]
    if suyo := plan.mapa_de_riesgos:
        duenos += [suyo, suyo.entidad, *suyo.seguimientos]
        duenos += [riesgo for proceso in suyo.procesos for riesgo in proceso.riesgos]
    for dueno in duenos:
        for nombre, valor in dueno.extras.items():
            yield nombre, type(valor)


def _en_json(valor):
    if isinstance(valor, Decimal):
        return int(valor) if valor == valor.to_integral_value() else float(valor)
    return valor.isoformat() if isinstance(valor, date) else str(valor)


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
