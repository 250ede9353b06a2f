"""Los formularios; lo que la biblioteca halla mal sale en ellos, todo a la vez."""

import contextlib
import io
from collections.abc import Iterator
from typing import Any, ClassVar

import attrs
from django import forms
from django.core.exceptions import ValidationError

import paac_reportes as paac
from planes import models
from planes.models.campos import TextoDeFormulario, columna_de, rotulo_de
from planes.puente import captura, formatos, riesgos
from planes.puente.aparte import en_otro_proceso
from planes.puente.reportes import TIPOS

MEGAS = 20
FechaISO = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class ConFallas(forms.Form):
    """Un formulario que muestra las fallas de la biblioteca."""

    @contextlib.contextmanager
    def con_fallas(self, campo: str | None = None) -> Iterator[None]:
        """Lo que adentro lance la biblioteca queda como errores del formulario."""
        try:
            yield
        except paac.ErrorPaac as error:
            self.add_error(campo, list(error.renglones()))
        except ValidationError as error:
            self.add_error(campo, error)


class Archivo(ConFallas):
    """Un archivo que se sube."""

    archivo = forms.FileField(allow_empty_file=True)

    def clean_archivo(self) -> io.BytesIO:
        """Sus bytes, con su nombre para las fallas; de uno enorme ni se leen."""
        subido = self.cleaned_data["archivo"]
        if subido.size > MEGAS * 10**6:
            raise forms.ValidationError(f"El archivo pesa más de {MEGAS} MB.")
        contenido = io.BytesIO(subido.read())
        contenido.name = subido.name
        return contenido


class LibroDelPlan(Archivo):
    """El plan de una vigencia, en un archivo de datos, su libro de Excel o un documento."""

    archivo = forms.FileField(
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.docx,.docm,.json,.yaml,.yml"}),
        help_text="El libro de Excel del plan (.xlsx), una matriz o un informe en Excel o en Word"
        " (.xlsx, .docx), o sus datos (.json, .yaml). No: .xls, .doc, .ods ni PDF; ábralos y"
        f" guárdelos como .xlsx o .docx. Hasta {MEGAS} MB.",
    )

    def clean(self) -> dict[str, Any]:
        """``plan`` es el leído; una duda, como una falla, no deja guardarlo."""
        if "archivo" in self.cleaned_data:
            with self.con_fallas("archivo"):
                lectura = en_otro_proceso(paac.leer, self.cleaned_data["archivo"])
                if lectura.dudas:
                    raise paac.ErrorDeEntrada(
                        paac.Falla(duda.codigo, duda.ruta, duda.mensaje, duda.posicion, duda.datos)
                        for duda in lectura.dudas
                    )
                if not isinstance(lectura.contenido, paac.Plan):
                    motivo = "es un mapa de riesgos suelto: va en su plan, en «mapa_de_riesgos»"
                    raise paac.ErrorDeEntrada(paac.Falla("formato_desconocido", "", motivo))
                self.cleaned_data["plan"] = lectura.contenido
        return self.cleaned_data


class LibroDeCaptura(Archivo):
    """El libro que una oficina llenó."""

    archivo = forms.FileField(
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text=f"El libro de Excel que el sitio entrega (.xlsx), de hasta {MEGAS} MB.",
    )

    preferir = forms.ChoiceField(
        label="Si algo choca con lo ya guardado",
        choices=[
            ("", "no guardar nada y decirlo"),
            ("base", "dejar lo guardado"),
            ("ultimo", "tomar lo del libro"),
        ],
        required=False,
    )


class ListaRevisada(Archivo):
    """Lo que una persona respondió de lo que queda en lo que se publica."""

    archivo = forms.FileField(
        label="La lista respondida",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )
    tipo = forms.ChoiceField(choices=[(tipo, f".{tipo}") for tipo in TIPOS])


class DeSeguimiento(forms.ModelForm, ConFallas):
    """Lo que alguien dice en el corte abierto; de qué fila y de quién es, lo dice el sitio."""

    evidencias = TextoDeFormulario(
        required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text="Una por renglón."
    )
    visto = forms.CharField(required=False, widget=forms.HiddenInput)
    """La huella de lo que la fila decía cuando se abrió la página."""

    def __init__(self, *argumentos: Any, **opciones: Any) -> None:
        super().__init__(*argumentos, **opciones)
        self.antes = captura.huella_de(self.instance)
        self.initial["visto"] = self.antes[0]
        self.initial["evidencias"] = "\n".join(self.instance.evidencias)

    def clean_evidencias(self) -> list[str]:
        """Lo que no se tocó queda como estaba, aunque una tenga varios renglones."""
        texto = self.cleaned_data["evidencias"] or ""
        if texto == self.initial["evidencias"]:
            return self.instance.evidencias
        return [una for una in texto.split("\n") if una.strip()]

    def exigir_que_siga(self) -> None:
        """``ErrorDeEntrada``, con lo que dice, si mientras se llenaba otro la reportó.

        Con lo dicho a la vista, guardar de nuevo es escoger lo propio.
        """
        huella, guardado = self.antes
        if self.cleaned_data["visto"] in {"", huella}:
            return
        self.data = self.data.copy()
        self.data["visto"] = huella
        motivo = (
            "otra persona la reportó mientras usted la llenaba, y ahora dice:"
            f" {guardado}. Para dejar lo de usted, guarde otra vez"
        )
        raise paac.ErrorDeEntrada(paac.Falla("conflicto_sin_resolver", "", motivo))


class Reporte(DeSeguimiento):
    """Lo que una oficina reporta de una fila."""

    class Meta:
        model = models.Seguimiento
        fields = ("texto", "avance", "estado", "evidencias", "observaciones")
        localized_fields = ("avance",)


_DEL_LIDER = (
    *("acciones_adelantadas", "avance", "estado", "evidencias", "observaciones"),
    *(f"materializacion_{campo.name}" for campo in attrs.fields(paac.riesgos.Materializacion)),
    *(f"valoracion_{campo.name}" for campo in attrs.fields(paac.Valoracion)),
)
_DE_CONTROL_INTERNO = (
    *(*_DEL_LIDER, "efectividad"),
    *(f"verificacion_{campo.name}" for campo in attrs.fields(paac.Verificacion)),
)
_DE_UN_CONTROL = ("aplicado", "adecuado", "efectivo", "nota")


class SeguimientoDeRiesgo(DeSeguimiento):
    """Lo que de un riesgo dice el líder de su proceso, o control interno."""

    class Meta:
        model = models.SeguimientoDeRiesgo
        fields = _DE_CONTROL_INTERNO
        localized_fields = ("avance", "valoracion_probabilidad_pct", "valoracion_impacto_pct")

    def __init__(self, *argumentos: Any, **opciones: Any) -> None:
        super().__init__(*argumentos, **opciones)
        reporte = self.instance
        if reporte.quien != "oci":
            for campo in set(_DE_CONTROL_INTERNO) - set(_DEL_LIDER):
                del self.fields[campo]
        self.controles = riesgos.por_responder(reporte.riesgo)
        respondidos = {respuesta["control"]: respuesta for respuesta in reporte.controles}
        seguido = paac.riesgos.ControlSeguido
        for lugar, (control, nombrado) in enumerate(self.controles.items()):
            for campo in _DE_UN_CONTROL:
                rotulo = f"Control «{nombrado}»: {rotulo_de(seguido, campo)}"
                nombre = f"control_{lugar}_{campo}"
                self.fields[nombre] = columna_de(seguido, campo).formfield(label=rotulo)
                self.initial[nombre] = respondidos.get(control, {}).get(campo)

    def respuestas(self) -> dict[str, dict[str, Any]]:
        """Lo respondido de cada control."""
        return {
            control: {
                campo: self.cleaned_data[f"control_{lugar}_{campo}"] or None
                for campo in _DE_UN_CONTROL
            }
            for lugar, control in enumerate(self.controles)
        }


ESTADOS_DE_RECOMENDACION = {
    uno.value: uno.value.replace("_", " ").capitalize() for uno in paac.datos.EstadoDeRecomendacion
}


class Respuesta(ConFallas):
    """Lo que una oficina responde de una recomendación."""

    estado = forms.ChoiceField(choices=ESTADOS_DE_RECOMENDACION.items())
    respuesta = TextoDeFormulario(required=False, widget=forms.Textarea(attrs={"rows": 5}))
    visto = forms.CharField(widget=forms.HiddenInput)
    """La huella de lo que decía cuando se abrió la página."""

    def sobre(self, recomendacion: paac.Recomendacion) -> paac.Recomendacion:
        """La misma con lo escrito. Lanza ``ErrorDeEntrada``."""
        datos = {campo: self.cleaned_data[campo] for campo in self.fields if campo != "visto"}
        return attrs.evolve(recomendacion, **datos)


class Recomendacion(Respuesta):
    """Lo que control interno puede cambiar de una, además de responderla."""

    texto = TextoDeFormulario(widget=forms.Textarea(attrs={"rows": 4}))
    responsable = TextoDeFormulario(required=False, widget=forms.TextInput)
    fecha = TextoDeFormulario(label="Para cuándo", required=False, widget=forms.TextInput)
    field_order = ("texto", "responsable", "fecha", "estado", "respuesta")


class Pedido(forms.Form):
    """Qué reporte se quiere."""

    formato = forms.ChoiceField()
    corte = forms.ChoiceField()
    publico = forms.BooleanField(
        label="Para publicar",
        required=False,
        help_text="Sin correos, teléfonos, cédulas ni notas de verificación.",
    )

    def __init__(self, plan: models.Plan, *argumentos: Any, **opciones: Any) -> None:
        super().__init__(*argumentos, **opciones)
        self.fields["formato"].choices = formatos.disponibles(plan)
        cortes = [(f"{uno.fecha}", str(uno)) for uno in plan.cortes.order_by("-fecha")]
        self.fields["corte"].choices = cortes or [("", "(el plan no tiene)")]
        self.fields["corte"].required = bool(cortes)


class Abrir(forms.ModelForm):
    """Un corte nuevo."""

    class Meta:
        model = models.Corte
        fields = ("fecha",)
        widgets: ClassVar = {"fecha": FechaISO}


class Reabrir(ConFallas):
    """Por qué se reabre un corte."""

    motivo = TextoDeFormulario(
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Queda a la vista de todos, con su nombre, junto a la huella de lo que se cerró.",
    )
