"""Lo que da ``reunir``: los libros reunidos, que además se guardan."""

from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from paac_reportes import clases
from paac_reportes.api.eventos import registra
from paac_reportes.api.guardado import Guardado
from paac_reportes.errores import Aviso
from paac_reportes.estructura.corrientes import puerta
from paac_reportes.libros.captura.resultado import LibrosReunidos
from paac_reportes.modelo.temas import Contenido_co
from paac_reportes.sistema import es_ruta

if TYPE_CHECKING:
    from paac_reportes.api.salida import Destino


@clases.frozen(kw_only=True)
class Reunion(LibrosReunidos[Contenido_co]):
    """Los libros reunidos en la base: el contenido, quién falta, qué hay de nuevo y qué choca."""

    @classmethod
    def de(cls, reunidos: LibrosReunidos[Contenido_co]) -> "Reunion[Contenido_co]":
        """La misma, que se guarda."""
        campos = {
            c.name.lstrip("_"): getattr(reunidos, c.name) for c in attrs.fields(type(reunidos))
        }
        return cls(**campos)

    def frases(self) -> tuple[str, ...]:
        """Frases de cuántos libros llegaron, quién falta, qué es nuevo y qué queda por resolver."""
        from paac_reportes.libros.captura.resultado import frases_de

        return tuple(frases_de(self))

    def detalle(self) -> tuple[str, ...]:
        """Renglones de lo que no entró: lo que chocó, lo de más y quién falta, uno por cosa."""
        from paac_reportes.libros.captura.resultado import detalle_de

        return tuple(detalle_de(self))

    @registra("reunion.guardada")
    @puerta
    def guardar(self, destino: "Destino", /) -> Guardado:
        """Lo que se escribió de lo reunido: su libro o su YAML, o en ``.json`` la lista.

        El libro lleva además la hoja «Conflictos», donde se escoge en «Se toma», y es lo que se le
        da a ``reunir`` en ``respuestas``. En ``.json`` va la lista de lo que llegó, lo que falta y
        lo que choca; los datos, en JSON, los guarda ``guardar_datos``. Lanza ``ErrorDeEntrada`` o
        ``ErrorDeEntorno``.
        """
        from paac_reportes.api.libro import en_bytes, tipo_de_archivo
        from paac_reportes.api.salida import guardar_bytes
        from paac_reportes.escritores.datos import escribir_json
        from paac_reportes.libros.captura.respuestas import datos_de_reunion, hoja_de_conflictos

        tipo = tipo_de_archivo(destino, None)
        avisos: tuple[Aviso, ...] = ()
        if tipo == "json":
            archivo = escribir_json(datos_de_reunion(self))
        else:
            archivo, avisos = en_bytes(self.contenido, tipo, aparte=hoja_de_conflictos(self))
        guardar_bytes([(destino, archivo)])
        return Guardado(archivos=(Path(destino),) if es_ruta(destino) else (), avisos=avisos)
