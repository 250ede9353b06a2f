"""Del plan a las filas de la base de datos: una creación por tabla."""

import json
from datetime import date
from decimal import Decimal

from trytond.i18n import gettext
from trytond.model.exceptions import ValidationError
from trytond.pool import Pool
from trytond.transaction import without_check_access

import paac_reportes as paac
from trytond_paac.puente import lectura, mapa, recomendaciones
from trytond_paac.puente.campos import MODELOS, a_las_filas

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
        self._sueltos(paac.CambioDocumento, self.plan.control_cambios)
        self._sueltos(paac.Firma, self.plan.firmas)
        textos = enumerate(self.plan.textos.items())
        self._crear(
            "paac.plan.texto",
            [{**self._suyo(n), "clave": clave, "texto": texto} for n, (clave, texto) in textos],
        )
        self._matriz()
        if suyo := self.plan.mapa_de_riesgos:
            mapa.guardar(suyo, self.registro.id, self._entidad(suyo.entidad).id, self.corte_de)
        return self.registro

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

    def _suyo(self, secuencia):
        return {"plan": self.registro.id, "secuencia": secuencia}

    def _crear(self, modelo, valores):
        # Lo que falta no se escribe: puede ser de una columna que quien importa no toca.
        dichos = [{c: v for c, v in fila.items() if v is not None} for fila in valores]
        return Pool().get(modelo).create(dichos) if dichos else []

    def _sueltos(self, clase, objetos):
        valores = [{**self._suyo(n), **a_las_filas(o)} for n, o in enumerate(objetos)]
        self._crear(MODELOS[clase], valores)

    def _nivel(self, clase, hijos):
        """Los de una clase, por quien los tiene: ``(objeto, columnas de más)`` → con su id."""
        creados = self._crear(
            MODELOS[clase], [{**a_las_filas(objeto), **de_mas} for objeto, de_mas in hijos]
        )
        return [(objeto, r.id) for (objeto, _), r in zip(hijos, creados, strict=True)]

    def _matriz(self):
        dependencias = self._nivel(
            paac.Dependencia,
            [(d, self._suyo(n)) for n, d in enumerate(self.plan.dependencias)],
        )
        de_cada = [(d.componentes, i) for d, i in dependencias] + [(self.plan.componentes, None)]
        componentes = self._nivel(
            paac.Componente,
            [
                (componente, {**self._suyo(n), "dependencia": suya})
                for lista, suya in de_cada
                for n, componente in enumerate(lista)
            ],
        )
        subcomponentes = self._nivel(
            paac.Subcomponente, _hijos(componentes, "subcomponentes", "componente")
        )
        actividades = self._nivel(
            paac.Actividad, _hijos(subcomponentes, "actividades", "subcomponente")
        )
        tramites = self._nivel(
            paac.Tramite,
            [
                (tramite, {**valores, "clase": clase})
                for clase in ("tramites", "intercambios")
                for tramite, valores in _hijos(componentes, clase, "componente")
            ],
        )
        self._seguimientos(actividades, tramites)

    def _seguimientos(self, actividades, tramites):
        del_mapa = self.plan.mapa_de_riesgos.cortes() if self.plan.mapa_de_riesgos else ()
        fechas = sorted({*self.plan.cortes(), *del_mapa})
        Corte = Pool().get("paac.corte")
        creados = Corte.create([{"plan": self.registro.id, "fecha": fecha} for fecha in fechas])
        self.corte_de = corte_de = {corte.fecha: corte.id for corte in creados}
        hijos = [
            (seguimiento, {**valores, **_propios(seguimiento, corte_de)})
            for filas, clase in ((actividades, "actividad"), (tramites, "tramite"))
            for seguimiento, valores in _hijos(filas, "seguimientos", clase)
        ]
        guardados = self._nivel(paac.Seguimiento, hijos)
        self._crear(
            "paac.evidencia",
            [
                {"seguimiento": suyo, "secuencia": n, "texto": texto}
                for seguimiento, suyo in guardados
                for n, texto in enumerate(seguimiento.evidencias)
            ],
        )


def valores_de_seguimiento(seguimiento):
    """Las columnas de un seguimiento, sin su fila, su corte ni sus evidencias."""
    return {**a_las_filas(seguimiento), **_verificacion(seguimiento)}


def _propios(seguimiento, corte_de):
    return {"corte": corte_de[seguimiento.corte], **_verificacion(seguimiento)}


def _verificacion(seguimiento):
    suya = seguimiento.verificacion
    return {
        "resultado": suya.resultado.value if suya else None,
        "nota": suya.nota if suya else None,
    }


def _hijos(padres, lista, campo):
    return [
        (hijo, {campo: suyo, "secuencia": n})
        for padre, suyo in padres
        for n, hijo in enumerate(getattr(padre, lista))
    ]


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
