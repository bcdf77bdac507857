"""Writes small volumes with NiBabel (https://nipy.org/nibabel, MIT) and where NiBabel puts their voxels.

Rows "file,x_mm,y_mm,z_mm,hu" (LPS) on standard output. See README.md.
"""
import nibabel
import numpy

AFFINE = numpy.array(  # oblique, RAS mm
    [[-0.7, 0.1, 0.2, 101.5], [0.1, 0.8, -0.3, -42.25], [0.05, 0.2, 1.5, -333.125], [0, 0, 0, 1]]
)
MIRRORED = AFFINE @ numpy.diag([-1, 1, 1, 1])
RIGID, _, RIGHT = numpy.linalg.svd(AFFINE[:3, :3])
STEPS = numpy.diag([0.75, 0.5, 1.25])


def rigid(right_handed):
    affine = AFFINE.copy()
    affine[:3, :3] = RIGID @ RIGHT @ STEPS @ numpy.diag([-1 if right_handed else 1, 1, 1])
    return affine


def values(dtype):
    k, j, i = numpy.meshgrid(range(5), range(3), range(4), indexing="ij")
    return (i + 10 * j + 40 * k).T.astype(dtype)


def write(name, image, sform, qform, metres=False):
    affine = image.affine.copy()
    image.set_sform(affine if sform else None, 1 if sform else 0)
    image.set_qform(affine if qform else None, 2 if qform else 0)
    image.header.set_xyzt_units("meter" if metres else "mm", "sec")
    nibabel.save(image, name)
    again = nibabel.load(name)
    data = again.get_fdata()
    for index in numpy.ndindex(data.shape[:3]):
        x, y, z = again.affine[:3, :3] @ index + again.affine[:3, 3]
        scale = 1000 if metres else 1
        print(f"{name},{-x * scale:.9g},{-y * scale:.9g},{z * scale:.9g},{data[index].item():.9g}")


def scaled(image, slope, inter):
    image.header.set_slope_inter(slope, inter)
    return image


def with_affine_in_metres(affine):
    return numpy.diag([1e-3, 1e-3, 1e-3, 1]) @ affine


big = nibabel.Nifti1Header(endianness=">")
write("nibabel-sform.nii.gz", nibabel.Nifti1Image(values("<i2"), AFFINE), True, False)
write("nibabel-mirrored.nii", nibabel.Nifti1Image(values("<u2"), MIRRORED), True, False)
write("nibabel-qform.nii", nibabel.Nifti1Image(values(">f4"), rigid(True), big), False, True)
write("nibabel-qfac.nii", nibabel.Nifti1Image(values("<i4"), rigid(False)), False, True)
write("nibabel-two.nii.gz", scaled(nibabel.Nifti2Image(values("<i2"), AFFINE), 2.0, -1024.0), True, True)
write("nibabel-pair.img", nibabel.Nifti1Pair(values("<f8"), MIRRORED), True, False)
write("nibabel-metres.nii", nibabel.Nifti1Image(values("i1"), with_affine_in_metres(AFFINE)), True, False, True)
write("nibabel-4d.nii", nibabel.Nifti1Image(values("u1")[..., None], AFFINE), True, False)
