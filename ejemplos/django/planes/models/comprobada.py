"""Lo que un formulario guarda, leído antes por la biblioteca."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

import paac_reportes as paac
from planes.models.campos import ConDatos, Datos


class Comprobada(ConDatos):
    """Una fila que la biblioteca lee, en el menor plan, antes de que un formulario la guarde."""

    donde: ClassVar[str] = ""
    """Su lugar en ese plan, que no lleva más que lo que hace falta."""
    leer: ClassVar[Callable[[Datos], Any]] = staticmethod(paac.plan_desde_datos)
    menores: ClassVar[Mapping[str, Datos]] = {
        "": {"entidad": {"nombre": "-"}, "componentes": [{}]},
    }
    """Lo menos que la biblioteca pide en cada lugar."""

    class Meta:
        abstract = True

    def de_la_duena(self) -> Datos:
        """Lo que además hay que saber de quien la lleva."""
        return {}

    def clean(self) -> None:
        """Lo que la biblioteca no admite, cada cosa en su campo."""
        super().clean()
        datos, donde, de_mas = self.datos(), self.donde, self.de_la_duena()
        while donde:
            donde, _, lista = donde.rpartition(".")
            duena = self.menores.get(donde, {})
            clave, de_una_lista, _ = lista.partition("[0]")
            datos, de_mas = duena | de_mas | {clave: [datos] if de_una_lista else datos}, {}
        try:
            self.leer(self.menores[""] | datos)
        except paac.ErrorDeEntrada as error:
            fallas = defaultdict(list)
            for falla in error.fallas:
                fallas[self._campo(falla.ruta)].append(falla.mensaje)
            raise ValidationError(fallas) from None

    def _campo(self, ruta: str) -> str:
        """``inherente.probabilidad_pct`` es una columna; ``cuestionario.16``, parte de otra."""
        dicho, *resto = re.split(r"[.[]", ruta.removeprefix(f"{self.donde}."), maxsplit=2)
        dicho = f"{dicho}_{resto[0]}" if dicho in self.partes and resto else dicho
        return dicho if dicho in {campo.name for campo in self._meta.fields} else NON_FIELD_ERRORS
