"""Un tercer contenido, para probar la casa: un plan de mejoramiento, sus hallazgos y sus acciones.

Es el que las contralorías piden después de una auditoría (hallazgo, acción, avance por corte), con
las columnas de su formato. Sólo se declara: el modelo, el catálogo y el tema; lo demás es de todos.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Literal

import attrs

from paac_reportes import clases
from paac_reportes.errores import Falla
from paac_reportes.estructura import (
    SIN_EXTRAS,
    Entre,
    Extras,
    comprobar_coherencia,
    validar_por_tipo,
)
from paac_reportes.modelo import temas
from paac_reportes.modelo.campos import Campo, FichaDeContenido, Objeto
from paac_reportes.modelo.captura import Captura, HojaDeCaptura
from paac_reportes.modelo.catalogo import CATALOGO
from paac_reportes.modelo.comun import CambioDocumento, CodigoDeRegimen, Entidad, Firma
from paac_reportes.modelo.libro import Hoja, Libro, Nombrado
from paac_reportes.modelo.recorrer import objetos_de
from paac_reportes.modelo.temas import EnAbierto, Filas, Identidad, Tema

CLAVE = "mejoramiento"


# ------------------------------------------------------------------ el modelo


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Avance:
    """Lo que se reportó de una acción en un corte."""

    corte: date
    avance: Decimal | None = attrs.field(default=None, validator=Entre(0, 100))
    """Porcentaje del avance físico, de 0 a 100."""
    cumplimiento: Literal["cumplida", "en_ejecucion", "vencida"] | None = None
    descripcion: str | None = None
    evidencias: tuple[str, ...] = ()


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class AccionDeMejora:
    """Lo que la entidad se compromete a hacer por un hallazgo."""

    numero: str | None = attrs.field(default=None, metadata={"es_codigo": True})
    accion: str
    unidad_de_medida: str | None = None
    cantidad: Decimal | None = None
    responsable: str | None = None
    fecha_inicio: date | None = None
    fecha_fin: date | None = None
    avances: tuple[Avance, ...] = ()
    extras: Extras = SIN_EXTRAS

    __attrs_post_init__ = comprobar_coherencia

    @staticmethod
    def incoherencias(valores: Mapping[str, Any]) -> Iterable[Falla]:
        """Un avance por corte."""
        cortes = [uno.corte for uno in valores.get("avances") or () if uno is not None]
        for corte, cuantos in Counter(cortes).items():
            if cuantos > 1:
                motivo = f"se esperaba uno por corte, llegaron {cuantos} con corte {corte}"
                yield Falla("dato_repetido", "avances", motivo)


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class Hallazgo:
    """Lo que la auditoría encontró."""

    codigo: str | None = attrs.field(default=None, metadata={"es_codigo": True})
    descripcion: str
    causa: str | None = None
    efecto: str | None = None
    connotacion: Literal["administrativo", "disciplinario", "fiscal", "penal"] | None = None
    acciones: tuple[AccionDeMejora, ...] = ()


@clases.frozen(kw_only=True, field_transformer=validar_por_tipo)
class PlanDeMejoramiento:
    """Los hallazgos de una auditoría, con lo que se hace por cada uno."""

    TEMA = CLAVE
    entidad: Entidad
    vigencia: int | None = None
    regimen: CodigoDeRegimen | None = None
    auditoria: str | None = None
    suscrito: date | None = None
    hallazgos: tuple[Hallazgo, ...] = ()
    firmas: tuple[Firma, ...] = ()
    control_cambios: tuple[CambioDocumento, ...] = attrs.field(
        default=(), metadata={"raiz": "cambio", "letra": "v"}
    )
    textos: dict[str, str] = attrs.Factory(dict)
    extras: Extras = SIN_EXTRAS

    def cortes(self) -> tuple[date, ...]:
        """Los de sus avances, en orden."""
        return tuple(sorted({uno.corte for uno in objetos_de(self, Avance)}))


# ------------------------------------------------------------------ el catálogo

_EXTRAS = Campo("Extras", "Lo que sólo lleva el formato de una entidad, por su nombre.")
_OBJETOS = (
    Objeto(
        PlanDeMejoramiento,
        "Plan de mejoramiento",
        "Los hallazgos de una auditoría y lo que se hace por ellos. Los textos van a la letra.",
        {
            "entidad": Campo("Entidad", "La entidad auditada."),
            "vigencia": Campo("Vigencia", "El año auditado.", unidad="año"),
            "regimen": Campo("Régimen", "No se usa.", no_va=("impreso",)),
            "auditoria": Campo("Auditoría", "Cuál fue, a la letra."),
            "suscrito": Campo("Fecha de suscripción", "Cuándo se suscribió el plan."),
            "hallazgos": Campo("Hallazgos", "Los de la auditoría, en orden."),
            "firmas": Campo("Firmas", "Quienes elaboran, revisan y aprueban."),
            "control_cambios": Campo("Control de cambios", "Las versiones del documento."),
            "textos": Campo("Textos", "Los párrafos de un informe, por su clave."),
            "extras": _EXTRAS,
        },
    ),
    Objeto(
        Hallazgo,
        "Hallazgo",
        "Lo que la auditoría encontró.",
        {
            "codigo": Campo("Código hallazgo", "Como lo numera la auditoría."),
            "descripcion": Campo("Hallazgo", "Qué se encontró, a la letra."),
            "causa": Campo("Causa del hallazgo", "Por qué, a la letra."),
            "efecto": Campo("Efecto", "Qué produjo, a la letra."),
            "connotacion": Campo("Connotación", "Qué clase de hallazgo es."),
            "acciones": Campo("Acciones", "Lo que se hará por él, en orden."),
        },
    ),
    Objeto(
        AccionDeMejora,
        "Acción de mejora",
        "Lo que la entidad se compromete a hacer por un hallazgo.",
        {
            "numero": Campo("No. de la acción", "Como la numera la entidad."),
            "accion": Campo("Acción de mejora", "Qué se hará, a la letra."),
            "unidad_de_medida": Campo("Unidad de medida", "En qué se mide."),
            "cantidad": Campo("Cantidad", "Cuántas unidades."),
            "responsable": Campo("Responsable", "Quién responde."),
            "fecha_inicio": Campo("Fecha de inicio", "Cuándo empieza."),
            "fecha_fin": Campo("Fecha de terminación", "Cuándo termina."),
            "avances": Campo("Avances", "Lo reportado en cada corte."),
            "extras": _EXTRAS,
        },
    ),
    Objeto(
        Avance,
        "Avance",
        "Lo que se reportó de una acción en un corte.",
        {
            "corte": Campo("Corte", "La fecha del corte."),
            "avance": Campo(
                "Avance físico", "De 0 a 100, o en blanco.", unidad="porcentaje", reporta=True
            ),
            "cumplimiento": Campo("Cumplimiento", "Cómo va la acción.", reporta=True),
            "descripcion": Campo(
                "Descripción del avance", "Qué se hizo, a la letra.", reporta=True
            ),
            "evidencias": Campo("Evidencias", "Textos o direcciones web.", reporta=True),
        },
    ),
)


# ------------------------------------------------------------------ el libro

LIBRO = Libro(
    titulo="Plan de mejoramiento",
    pasos=("1. Escriba los hallazgos.", "2. Por cada uno, sus acciones."),
    datos="Plan de mejoramiento",
    titulo_de_datos="Datos del plan de mejoramiento",
    dice_de_datos="La entidad y la auditoría.",
    hojas=(
        Hoja(
            nombre="Hallazgos",
            lista="hallazgos",
            dice="Los de la auditoría.",
            arriba="Una fila por hallazgo.",
            se_nombra=Nombrado(
                como="clave", campos=("codigo", "descripcion"), el="el hallazgo", ayuda="Su código."
            ),
        ),
        Hoja(
            nombre="Acciones",
            lista="hallazgos.acciones",
            dice="Lo que se hará por cada hallazgo.",
            arriba="Una fila por acción.",
            se_nombra=Nombrado(como="clave", campos=("numero", "accion"), el="la acción"),
        ),
        Hoja(
            nombre="Avances",
            lista="hallazgos.acciones.avances",
            dice="Lo que se reportó en cada corte.",
            arriba="Una fila por acción y corte.",
            orden=("corte", "cumplimiento"),
            se_nombra=Nombrado(como="campos", campos=("corte",), el="un avance de ese corte"),
        ),
    ),
)


# ------------------------------------------------------------------ el tema


def _tema() -> Tema:
    return Tema(
        clave=CLAVE,
        clase=PlanDeMejoramiento,
        raiz=CLAVE,
        un="un plan de mejoramiento",
        de="del plan de mejoramiento",
        filas=Filas(
            listas=("hallazgos", "acciones"),
            por_corte="avances",
            lugar="hallazgos[0].acciones[1]",
            identidad={
                "hallazgo": Identidad(por=(("codigo",), ("descripcion",))),
                "accion_de_mejora": Identidad(por=(("numero",), ("accion",))),
            },
        ),
        libro=LIBRO,
        en_abierto=EnAbierto(
            tabla="acciones_de_mejora",
            titulo="Acciones de mejora, una por corte",
            como_se_lee="Hay una fila por acción y corte.",
            entero="El plan de mejoramiento entero",
            que_es="Plan de mejoramiento",
        ),
        se_cuentan={
            "hallazgos": ("hallazgo", "hallazgos"),
            "acciones": ("acción", "acciones"),
        },
        captura=Captura(
            hojas=(
                HojaDeCaptura(
                    titulo="Acciones",
                    listas={"acciones": "Acción"},
                    reporta="avance",
                    identifican=(
                        *("hallazgo.codigo", "accion_de_mejora.numero"),
                        "accion_de_mejora.accion",
                    ),
                ),
            ),
            archivo="mejoramiento",
        ),
    )


def declarar() -> Tema:
    """Lo agrega a la casa, y da su tema; quien lo declara lo retira al terminar."""
    CATALOGO.agregar(lambda: FichaDeContenido(PlanDeMejoramiento, CLAVE, _OBJETOS))
    temas.declarar(CLAVE, _tema)
    return temas.tema(CLAVE)


# ------------------------------------------------------------------ uno lleno


def plan_de_mejoramiento(**otras: Any) -> PlanDeMejoramiento:
    """Tres hallazgos: con dos acciones y dos cortes, con una sin avances y sin ninguna acción."""
    cortes = (date(2026, 4, 30), date(2026, 8, 31))
    avances = (
        Avance(
            corte=cortes[0],
            avance=Decimal(40),
            cumplimiento="en_ejecucion",
            descripcion="Se contrató el inventario.",
            evidencias=("Contrato 12", "https://www.ejemplo.gov.co/contratos/12"),
        ),
        Avance(corte=cortes[1], avance=Decimal("72.5"), descripcion="Van dos bodegas de tres."),
    )
    return attrs.evolve(
        PlanDeMejoramiento(
            entidad=Entidad(nombre="MUNICIPIO DE PRUEBA", nit="890.123.456-2"),
            vigencia=2025,
            auditoria="Auditoría financiera y de gestión",
            suscrito=date(2026, 2, 10),
            hallazgos=(
                Hallazgo(
                    codigo="1.10",
                    descripcion="El inventario de bienes no está conciliado con contabilidad.",
                    causa="No hay procedimiento de bajas.",
                    efecto="Estados financieros inciertos.",
                    connotacion="administrativo",
                    acciones=(
                        AccionDeMejora(
                            numero="1",
                            accion="Levantar el inventario físico.",
                            unidad_de_medida="Inventario",
                            cantidad=Decimal(3),
                            responsable="Almacén",
                            fecha_inicio=date(2026, 3, 1),
                            fecha_fin=date(2026, 9, 30),
                            avances=avances,
                            extras=Extras({"rubro": "2.1.2"}),
                        ),
                        AccionDeMejora(
                            numero="2",
                            accion="Adoptar el procedimiento de bajas.",
                            responsable="Planeación",
                            avances=(Avance(corte=cortes[1], avance=Decimal(100)),),
                        ),
                    ),
                ),
                Hallazgo(
                    codigo="2",
                    descripcion="Contratos sin publicar.",
                    connotacion="disciplinario",
                    acciones=(AccionDeMejora(accion="Publicarlos todos."),),
                ),
                Hallazgo(descripcion="Sin acta de liquidación."),
            ),
            firmas=(
                Firma(rol="Elaboró", nombre="NOMBRE DE QUIEN ELABORA", cargo="Control interno"),
            ),
            control_cambios=(
                CambioDocumento(version="1", fecha="10/02/2026", razon="Versión inicial"),
            ),
            extras=Extras({"expediente": "AF-2026-07"}),
        ),
        **otras,
    )
