"""La entidad y la vigencia que se dan al leer un documento de la biblioteca."""

import io

from ayudas.editados import emitido

import paac_reportes as paac


def test_mandan_sobre_las_del_documento_y_se_avisa() -> None:
    leido = paac.leer(io.BytesIO(emitido("docx")), entidad="OTRA ENTIDAD", vigencia=2031)

    assert (leido.contenido.entidad.nombre, leido.contenido.vigencia) == ("OTRA ENTIDAD", 2031)
    assert "entidad" in [uno.ruta for uno in leido.avisos if uno.codigo == "dato_supuesto"]
