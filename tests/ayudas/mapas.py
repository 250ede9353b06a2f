"""Mapas de riesgos pequeños, y otros con todo lo que el contrato admite."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

import paac_reportes as paac
from ayudas.planes_completos import CORTES, EXTRAS, TEXTOS, VERIFICACIONES


def riesgo(**cambios: Any) -> dict[str, Any]:
    """El mínimo, con lo que se le cambie."""
    return {"referencia": "R1", "descripcion": "Que se pierda", **cambios}


def datos(*riesgos: dict[str, Any], **cambios: Any) -> dict[str, Any]:
    """Los de un mapa de un proceso con esos riesgos."""
    procesos = [{"nombre": "Contratación", "riesgos": list(riesgos)}]
    return {"entidad": {"nombre": "Municipio"}, "procesos": procesos, **cambios}


def mapa(*riesgos: dict[str, Any], **cambios: Any) -> paac.MapaDeRiesgos:
    """El mapa de un proceso con esos riesgos."""
    return paac.desde_datos(datos(*riesgos, **cambios), como="mapa").contenido


def _de(obligatorios: dict[str, Any], *textos: str, **otros: Any) -> Any:
    return st.fixed_dictionaries(obligatorios, optional={**dict.fromkeys(textos, TEXTOS), **otros})


def _uno_de(*valores: str) -> Any:
    return st.sampled_from(valores)


SI_NO = _uno_de("si", "no")
PORCENTAJES = st.integers(0, 100) | st.decimals(0, 100, places=3)
DIAS = st.dates(date(2014, 1, 1), date(2030, 12, 31))
VALORACIONES = _de(
    {},
    *("probabilidad", "impacto", "zona", "fecha"),
    probabilidad_pct=PORCENTAJES,
    impacto_pct=PORCENTAJES,
)
CONTROLES = _de(
    {"tipo": _uno_de("preventivo", "detectivo", "correctivo")},
    *("numero", "descripcion", "responsable", "periodicidad", "proposito", "como_se_realiza"),
    *("desviaciones", "evidencia", "calificacion"),
    afecta=_uno_de("probabilidad", "impacto"),
    implementacion=_uno_de("automatico", "manual"),
    documentacion=_uno_de("documentado", "sin_documentar"),
    frecuencia=_uno_de("continua", "aleatoria"),
    registro=_uno_de("con_registro", "sin_registro"),
    criterios=st.dictionaries(_uno_de("B", "responsable"), TEXTOS, max_size=2),
    ejecucion=_uno_de("fuerte", "moderado", "debil"),
    disminuye_probabilidad=_uno_de("directamente", "indirectamente", "no"),
    disminuye_impacto=_uno_de("directamente", "indirectamente", "no"),
    residual=VALORACIONES,
)
ACCIONES = _de(
    {"descripcion": TEXTOS},
    *("periodo", "fecha_inicio", "fecha_fin", "registro", "responsable", "indicador"),
    clase=_uno_de("asociada_al_control", "tratamiento", "contingencia"),
    estado=_uno_de("en_curso", "finalizado"),
)
SEGUIMIENTOS = st.lists(
    _de(
        {"corte": CORTES},
        *("efectividad", "acciones_adelantadas", "estado", "observaciones"),
        quien=_uno_de("oci", "lider", "planeacion"),
        controles=st.lists(
            _de(
                {"control": TEXTOS},
                "nota",
                aplicado=_uno_de("si", "no", "parcial"),
                adecuado=SI_NO,
                efectivo=SI_NO,
            ),
            max_size=2,
            unique_by=lambda uno: str(uno["control"]),
        ),
        avance=PORCENTAJES,
        evidencias=st.lists(TEXTOS, max_size=2),
        verificacion=VERIFICACIONES,
        materializacion=_de({}, *("fecha", "descripcion", "accion", "se_reporto_a"), ocurrio=SI_NO),
        valoracion=VALORACIONES,
    ),
    max_size=2,
    unique_by=lambda uno: str(uno["corte"]),
)
RIESGOS = _de(
    {"descripcion": TEXTOS},
    *("referencia", "clasificacion", "afectacion", "criterio_impacto", "tratamiento"),
    *("indicador", "responsable", "documentos"),
    tipo=_uno_de("corrupcion", "integridad", "gestion", "otro"),
    definicion=_de({}, accion_u_omision=SI_NO, beneficio_privado=SI_NO),
    factores=st.lists(TEXTOS, max_size=2),
    causas=st.lists(_de({"texto": TEXTOS}, "factor", clase=_uno_de("raiz", "externa")), max_size=2),
    consecuencias=st.lists(TEXTOS, max_size=2),
    frecuencia=st.integers(0, 10**6),
    cuestionario=st.dictionaries(st.integers(1, 19), SI_NO, max_size=4),
    inherente=VALORACIONES,
    controles=st.lists(CONTROLES, max_size=2),
    residual=VALORACIONES,
    acciones=st.lists(ACCIONES, max_size=2),
    estado=_uno_de("vigente", "retirado"),
    seguimientos=SEGUIMIENTOS,
    extras=EXTRAS,
)
PROCESOS = _de(
    {"nombre": TEXTOS},
    *("codigo", "objetivo", "alcance", "lider", "dependencia"),
    tipo=_uno_de("estrategico", "misional", "apoyo", "evaluacion"),
    riesgos=st.lists(RIESGOS, max_size=2),
)
_POCOS = _de(
    {"entidad": _de({"nombre": TEXTOS}, "departamento", extras=EXTRAS)},
    *("metodologia", "version", "mision"),
    vigencia=st.integers(2014, 2030),
    regimen=_uno_de("paac-v2", "ptep"),
    fecha_elaboracion=DIAS,
    fecha_publicacion=DIAS,
    fecha_actualizacion=DIAS,
    procesos=st.lists(PROCESOS, max_size=2),
    seguimientos=st.lists(
        _de(
            {"corte": CORTES},
            *("elaboracion", "publicacion", "elaborado_por", "fecha"),
            extras=EXTRAS,
        ),
        max_size=2,
        unique_by=lambda uno: str(uno["corte"]),
    ),
    textos=st.dictionaries(_uno_de("presentacion", "alcance"), TEXTOS, max_size=1),
    extras=EXTRAS,
)
"""De los que casi ninguno trae riesgos: cada cosa puede faltar."""


@st.composite
def mapas_con_riesgos(trazar: st.DrawFn) -> dict[str, Any]:
    """Los de uno que sí trae riesgos."""
    procesos = [
        {**proceso, "riesgos": trazar(st.lists(RIESGOS, min_size=1, max_size=2))}
        for proceso in trazar(st.lists(PROCESOS, min_size=1, max_size=2))
    ]
    return {**trazar(_POCOS), "procesos": procesos}


MAPAS = st.one_of(mapas_con_riesgos(), _POCOS)
"""Los datos de un mapa con todo lo que admite."""
